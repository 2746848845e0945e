import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { canStopMail, type NoticeKind, noticeKindSchema } from "@/lib/notifications/model/kinds";
import { idSchema } from "@/lib/text/id";

export interface Unsubscription {
  readonly userId: string;
  readonly kind: NoticeKind;
}

function signatureOf({ userId, kind }: Unsubscription): Buffer {
  const secret = env().NEXTAUTH_SECRET ?? "for development only: production asks for NEXTAUTH_SECRET";
  return createHmac("sha256", secret).update(`platewire unsubscribe ${userId} ${kind}`).digest();
}

/** The link works without signing in and does not expire: a mail may be opened years later. It can only turn mail off. */
export function unsubscribeToken(which: Unsubscription): string {
  return `${which.userId}.${which.kind}.${signatureOf(which).toString("base64url")}`;
}

/** Returns null for a token that this installation did not sign, and for mail that cannot be turned off. */
export function readUnsubscribeToken(token: string): Unsubscription | null {
  const [id, name, signature, ...more] = token.split(".");
  const userId = idSchema.safeParse(id);
  const kind = noticeKindSchema.safeParse(name);
  if (!userId.success || !kind.success || signature === undefined || more.length > 0) return null;
  if (!canStopMail(kind.data)) return null;
  const which = { userId: userId.data, kind: kind.data };
  const [given, expected] = [Buffer.from(signature, "base64url"), signatureOf(which)];
  return given.length === expected.length && timingSafeEqual(given, expected) ? which : null;
}
