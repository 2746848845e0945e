import * as z from "zod/mini";

/**
 * PostgreSQL stores neither NUL nor unpaired surrogates. U+FFFD stands for bytes that Next, which decodes the bodies of
 * server actions, could not decode: the text is already damaged.
 */
export function isStorable(text: string): boolean {
  return !/[\0\ufffd]/.test(text) && text.isWellFormed();
}

/** Checks every text from outside that is stored or searched for. */
export const storable = z.refine<string>(
  isStorable,
  "must not contain NUL characters, unpaired surrogates or replacement characters (U+FFFD)",
);
