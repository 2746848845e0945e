import { expect, test } from "vitest";
import { isStorable } from "./storable-text";

test.each(["", "🍣 für Zoë", "شكرا \u202e", "one\ntwo", "<b>&\u2028"])("%j can be stored", (text) => {
  expect(isStorable(text)).toBe(true);
});

test.each(["a\0b", "\0", "M\ufffdller", "\ud83c", "\udf63 x", "🍣\ud83c"])("%j cannot be stored", (text) => {
  expect(isStorable(text)).toBe(false);
});
