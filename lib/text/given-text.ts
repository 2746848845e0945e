import * as z from "zod/mini";
import { storable } from "./storable-text";
import { isVisible } from "./visible-text";

/** A text that a person gives, trimmed, with at most `atMost` characters. Text in which nothing can be seen is empty. */
export function givenText(atMost: number) {
  return z.string().check(
    z.trim(),
    // First: broken text is refused, not emptied.
    storable,
    z.overwrite((text) => (isVisible(text) ? text : "")),
    z.maxLength(atMost),
  );
}

/** As `givenText`, and not empty. */
export function requiredText(atMost: number, problem?: string) {
  return givenText(atMost).check(z.minLength(1, problem));
}
