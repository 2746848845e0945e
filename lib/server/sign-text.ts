import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

function signatureOf(text: string): Buffer {
  const secret = env().NEXTAUTH_SECRET ?? "for development only: production asks for NEXTAUTH_SECRET";
  return createHmac("sha256", secret).update(`platewire ${text}`).digest();
}

/** Signs a text of our own for a link. Begin the text with what the link is for, so that it fits no other purpose. */
export function signText(text: string): string {
  return signatureOf(text).toString("base64url");
}

/** True when this installation signed the text. `signature` is untrusted. */
export function isSigned(text: string, signature: string): boolean {
  const [given, expected] = [Buffer.from(signature, "base64url"), signatureOf(text)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
