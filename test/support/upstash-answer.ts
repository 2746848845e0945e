export type Answer = { result: unknown } | { error: string };

/** Encodes strings, nested ones too, as Upstash does with `Upstash-Encoding: base64`. "OK" stays plain. */
export function encodeBase64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encodeBase64);
  if (typeof value !== "string" || value === "OK") return value;
  return Buffer.from(value).toString("base64");
}

export function answerOf(reply: unknown, isBase64: boolean): Answer {
  // ioredis returns a hash as an object; on the wire it is a list of names and values.
  const isHash = typeof reply === "object" && reply !== null && !Array.isArray(reply);
  const result = isHash ? Object.entries(reply).flat() : reply;
  return { result: isBase64 ? encodeBase64(result) : result };
}

export function refusalOf(error: unknown): Answer {
  return { error: error instanceof Error ? error.message : String(error) };
}
