import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes as text that is safe in URLs and headers. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * What is kept of a secret. A plain hash is enough: the secrets are random and long, there is nothing to guess.
 */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
