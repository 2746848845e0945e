import "server-only";
import { createHash, randomBytes } from "node:crypto";

export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A plain hash is sufficient, because the secrets are long and random. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
