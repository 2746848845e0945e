/**
 * Returns undefined for text that is not JSON; no JSON text stands for undefined. Apart from parse-json.ts, because pages
 * load this at once and zod later.
 */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
