import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { warningOf } from "./warnings";

test.each([
  ["Call me: +49 431 5601234", "phone"],
  ["0431/56 01 234", "phone"],
  ["(0431) 560-1234 please", "phone"],
  ["٠١٧٦١٢٣٤٥٦٧", "phone"],
  ["My IBAN is DE89 3704 0044 0532 0130 00", "bank"],
  ["gb82west12345698765432", "bank"],
  ["NL91ABNA0417164300 thanks a lot", "bank"],
  ["4111 1111 1111 1111", "bank"],
  ["4111-1111-1111-1111.", "bank"],
  ["I need 5 more minutes", null],
  ["It is house 12, floor 3", null],
  ["The order is ORD-4K7Q2M", null],
  ["Until 27.11.2026, or 2026-11-28", null],
  ["It was 12.50 and 3.20", null],
  ["", null],
])("a warning on %j is %j", (text, warning) => expect(warningOf(text)).toBe(warning));

const separated = (digits: string, gaps: readonly string[]) =>
  [...digits].map((digit, index) => digit + (gaps[index % gaps.length] ?? "")).join("");
const words = fc.constantFrom("", "call ", "Please write to ", "тел. ", "電話 ");
const gap = fc.constantFrom("", "", "", " ", "-", ".", "/");
const digits = (least: number, most: number) =>
  fc.array(fc.nat({ max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(""));

test("numbers as long as those of phones are found, however they are grouped", () => {
  holds(
    fc.property(
      digits(9, 12),
      fc.array(gap, { minLength: 1, maxLength: 6 }),
      words,
      (number, gaps, before) => {
        // A date is as long, and is none.
        fc.pre(!/\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(separated(number, gaps)));
        expect(warningOf(`${before}+${separated(number, gaps)}`)).not.toBeNull();
      },
    ),
  );
});

test("texts with few digits are never warned of", () => {
  holds(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const plain = text.normalize("NFKC");
      fc.pre((plain.match(/\p{Nd}/gu) ?? []).length < 8);
      expect(warningOf(text)).not.toBe("phone");
    }),
  );
});

function ibanOf(country: string, account: string): string {
  const numbers = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  const check = 98n - (BigInt(numbers) % 97n);
  return `${country}${String(check).padStart(2, "0")}${account}`;
}

test("account numbers with the right check digits are found, in groups and small letters, too", () => {
  const account = digits(14, 22);
  const country = fc.constantFrom("DE", "GB", "FR", "PL", "NO");
  holds(
    fc.property(
      country,
      account,
      fc.boolean(),
      fc.boolean(),
      words,
      (code, number, isSmall, isGrouped, before) => {
        const iban = ibanOf(code, number);
        const shown = isGrouped ? iban.replace(/(.{4})(?=.)/g, "$1 ") : iban;
        expect(warningOf(`${before}${isSmall ? shown.toLowerCase() : shown}`)).toBe("bank");
      },
    ),
  );
});

test("the longest text of any kind is read in a moment", () => {
  for (const part of ["1 ", "1-", "+(1", "DE89", "A1", "1a", "٠ ", "1  "]) {
    const text = part.repeat(1_000).slice(0, 1_000);
    const started = performance.now();
    warningOf(text);
    expect(performance.now() - started).toBeLessThan(200);
  }
});
