import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold";

test.each([
  ["Renée", "renee"],
  ["Ren\u0065\u0301e", "renee"],
  ["MÜLLER", "muller"],
  ["Straße", "strasse"],
  ["Søren Łukasz Æsir", "soren lukasz aesir"],
  ["İstanbul ISPARTA ısı", "istanbul isparta isi"],
  ["ﬁnal Ⅷ ①", "final viii 1"],
  ["ＯＲＤ－Ａ７", "ord-a7"],
  ["O’Brien", "o'brien"],
  ["crème\u00adbrûlée\u200b", "cremebrulee"],
  ["ὈΔΥΣΣΕΎΣ", "οδυσσευσ"],
  ["ЁЖ", "еж"],
  ["ﾗｰﾒﾝ", "ラーメン"],
  ["ガ", "カ"],
])("“%s” is searched as “%s”", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("a text is searched in the same form, in whichever Unicode form and case it is written", () => {
  const letters = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(letters, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), (text, form) => {
      expect(fold(text.normalize(form))).toBe(fold(text));
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});
