import "server-only";
import { canStopMail, type NoticeKind, noticeKindSchema } from "@/lib/notifications/model/kinds";
import { isSigned, signText } from "@/lib/server/sign-text";
import { idSchema } from "@/lib/text/id";

export interface Unsubscription {
  readonly userId: string;
  readonly kind: NoticeKind;
}

const textOf = ({ userId, kind }: Unsubscription) => `unsubscribe ${userId} ${kind}`;

/** The link works without signing in and does not expire: a mail may be opened years later. It can only turn mail off. */
export function unsubscribeToken(which: Unsubscription): string {
  return `${which.userId}.${which.kind}.${signText(textOf(which))}`;
}

/** Returns null for a token that this installation did not sign, and for mail that cannot be turned off. */
export function readUnsubscribeToken(token: string): Unsubscription | null {
  const [id, name, signature, ...more] = token.split(".");
  const userId = idSchema.safeParse(id);
  const kind = noticeKindSchema.safeParse(name);
  if (!userId.success || !kind.success || signature === undefined || more.length > 0) return null;
  if (!canStopMail(kind.data)) return null;
  const which = { userId: userId.data, kind: kind.data };
  return isSigned(textOf(which), signature) ? which : null;
}
