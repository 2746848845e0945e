import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** Returns 32 random bytes as text that is safe in URLs and headers. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Hashes a secret for storage. A plain hash is sufficient, because the secrets are long and random. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
