import "server-only";
import { bodyBytes } from "@/lib/http/body-bytes";
import { readJsonText } from "@/lib/text/read-json";

/** A customer waits for it. */
export const PATIENCE_MS = 1_500;
const ANSWER_BYTES = 64 * 1024;
/** Nominatim's rules of use ask for a name; other directories ignore it. */
const HEADERS = { Accept: "application/json", "User-Agent": "Platewire (food ordering)" };

/** Returns undefined without an answer of at most 64 KB of JSON within `patienceMs`. Follows no redirect. */
export async function askJson(url: URL, patienceMs = PATIENCE_MS): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { signal, redirect: "error", cache: "no-store", headers: HEADERS });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const read = await bodyBytes(response, ANSWER_BYTES);
    return read.ok ? readJsonText(read.bytes.toString()) : undefined;
  } catch {
    // Not reached, too slow, or cut off.
    return undefined;
  }
}
