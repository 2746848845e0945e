import "server-only";
import { hashSecret, randomSecret } from "@/lib/auth/credentials/secret-text";

/** Tells it apart from a personal token. */
const PREFIX = "pt_";

/** The secret is shown once, and stored as its hash. */
export function newTrackingToken(): { secret: string; hash: string } {
  const secret = `${PREFIX}${randomSecret()}`;
  return { secret, hash: hashSecret(secret) };
}

/** Null for a text that cannot be one. */
export function trackingHash(text: string): string | null {
  return /^pt_[A-Za-z0-9_-]{43}$/.test(text) ? hashSecret(text) : null;
}
