import { bodyBytes } from "./body-bytes";

type Fault = "too_large" | "not_text";

/** `too_large`: more than `limit` bytes. `not_text`: not in the declared character set, or that is unknown. */
type BodyText = { ok: true; text: string } | { ok: false; fault: Fault };

/** The refusal of a form. */
export function refuseBody(fault: Fault): Response {
  return fault === "too_large"
    ? new Response("Too large", { status: 413 })
    : new Response("This is not in the declared character set", { status: 400 });
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

function decode(bytes: Uint8Array, type: string | null): BodyText {
  const [, charset = "utf-8"] = CHARSET.exec(type ?? "") ?? [];
  try {
    return { ok: true, text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, fault: "not_text" };
  }
}

/**
 * Reads at most `limit` bytes, whatever the length header claims, in the declared character set (default: UTF-8). Refuses
 * what cannot be decoded: replaced by U+FFFD, a name or an address would be lost.
 */
export async function bodyText(request: Request, limit: number): Promise<BodyText> {
  const read = await bodyBytes(request, limit);
  if (!read.ok) return { ok: false, fault: "too_large" };
  return decode(read.bytes, request.headers.get("content-type"));
}
