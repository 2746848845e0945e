/** Returns a random idempotency key of 128 bits. `crypto.randomUUID` is missing on pages without HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(36).padStart(7, "0"),
  ).join("-");
}
