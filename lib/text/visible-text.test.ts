import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { givenText, requiredText } from "./given-text";
import { isVisible } from "./visible-text";

const INVISIBLE = {
  nothing: "",
  "spaces of all kinds": " \t\n\u00a0\u1680\u2003\u202f\u3000",
  "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
  "soft hyphens": "\u00ad\u00ad",
  "Hangul fillers": "\u115f\u1160\u3164\uffa0",
  "a Braille blank": "\u2800",
  "variation selectors": "\ufe0f\u{e0100}",
  "direction marks": "\u200e\u200f\u061c\u202e\u2066\u2069",
  tags: "\u{e0001}\u{e0041}\u{e007f}",
  "a Mongolian vowel separator": "\u180e",
  "Khmer inherent vowels": "\u17b4\u17b5",
  "combining marks without a letter": "\u0301\u034f",
  "invisible operators": "\u2061\u2062\u2063\u2064",
  "musical formatting": "\u{1d159}\u{1d173}\u{1d17a}",
  "blank hieroglyphs": "\u{13441}\u{13442}",
  "an object replacement character": "\ufffc",
  "interlinear annotation": "\ufff9\ufffa\ufffb",
  "line and paragraph separators": "\u2028\u2029",
  controls: "\u0007\u001b\u0085",
  noncharacters: "\uffff\ufdd0",
  "private characters": "\ue000",
  "a mixture": " \u200b\u3164\u2800\ufe0f\u00ad ",
};

const VISIBLE = [
  "a",
  "7",
  "?",
  "—",
  "Mill Lane 4",
  "京都",
  "한글",
  "שלום",
  "❤️",
  "👩‍🍳",
  "1️⃣",
  "🇵🇹",
  "\u200bx",
  "é",
  "⠓",
];

describe.each(Object.entries(INVISIBLE))("a text of %s", (_name, text) => {
  it("is not visible, and empty wherever a person gives it", () => {
    expect(isVisible(text)).toBe(false);
    expect(givenText(500).parse(text)).toBe("");
    expect(requiredText(500, "Enter it").safeParse(text)).toMatchObject({
      success: false,
      error: { issues: [{ message: "Enter it" }] },
    });
  });

  it("changes nothing of a text beside it", () => {
    expect(isVisible(`${text}x${text}`)).toBe(true);
    expect(givenText(500).parse(`x${text}y`)).toBe(`x${text}y`);
  });
});

test.each(VISIBLE)("“%s” is visible and kept", (text) => {
  expect(isVisible(text)).toBe(true);
  expect(requiredText(500).parse(text)).toBe(text);
});

test.each(["\0", "\ud83c", "\ufffd"])(
  "a broken text is refused, although nothing in it can be seen: %j",
  (text) => {
    expect(givenText(500).safeParse(text).success).toBe(false);
  },
);

test("no mixture of invisible characters can be seen", () => {
  const characters = Object.values(INVISIBLE).flatMap((text) => [...text]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...characters)), (chosen) => {
      expect(isVisible(chosen.join(""))).toBe(false);
    }),
  );
});
