import * as z from "zod/mini";

/** PostgreSQL keeps every character in a text but NUL, and UTF-8 has no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** A check for every text from outside that is stored or searched for. */
export const storable = z.refine<string>(
  isStorable,
  "must not contain NUL characters or unpaired surrogates",
);
