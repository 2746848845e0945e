import * as z from "zod/mini";

/** PostgreSQL stores neither NUL nor unpaired surrogates. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Checks every text from outside that is stored or searched for. */
export const storable = z.refine<string>(
  isStorable,
  "must not contain NUL characters or unpaired surrogates",
);
