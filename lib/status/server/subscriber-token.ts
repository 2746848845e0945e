import "server-only";
import { isSigned, signText } from "@/lib/server/sign-text";
import { idSchema } from "@/lib/text/id";

/** `confirm` works for a day: the address is removed then. `stop` works for ever, because a mail may be opened years later. */
type Purpose = "confirm" | "stop";

const textOf = (purpose: Purpose, id: string) => `status ${purpose} ${id}`;

export function subscriberToken(purpose: Purpose, subscriberId: string): string {
  return `${subscriberId}.${signText(textOf(purpose, subscriberId))}`;
}

/** Returns the subscriber's id, or null for a token that this installation did not sign for this purpose. */
export function readSubscriberToken(purpose: Purpose, token: string): string | null {
  const [given, signature, ...more] = token.split(".");
  const id = idSchema.safeParse(given);
  if (!id.success || signature === undefined || more.length > 0) return null;
  return isSigned(textOf(purpose, id.data), signature) ? id.data : null;
}
