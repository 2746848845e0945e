import * as z from "zod/mini";

/** Returns true for text that PostgreSQL can store: without NUL and without unpaired surrogates. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** A check for every text from outside that is stored or searched for. */
export const storable = z.refine<string>(
  isStorable,
  "must not contain NUL characters or unpaired surrogates",
);
