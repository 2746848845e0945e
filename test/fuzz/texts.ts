import * as fc from "fast-check";

/** Texts that have broken servers before. */
const KNOWN = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud83c",
  "\udf10\ud83c",
  "\u202e\ufeff",
  "\ufffd",
  "..",
  "../../etc/passwd",
  "%",
  "%00",
  "%2e%2e%2f",
  "%zz",
  "a\r\nSet-Cookie: a=b",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "then",
  "$1",
  "$undefined",
  "null",
  "undefined",
  "NaN",
  "-1",
  "1e309",
  "9007199254740993",
  "99999999999999999999999999",
  "0x10",
  "0000-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "' or 1=1 --",
  "{}",
  "[]",
  "//evil.test",
  "/\\evil.test",
  "javascript:alert(1)",
];
const LENGTHS = [64, 101, 201, 501, 2_001, 6_000];

const endless = fc
  .record({
    piece: fc.constantFrom("a", "0", "ä", "+", " ", "\n", "*", "~", ",", "%41"),
    length: fc.constantFrom(...LENGTHS),
  })
  .map(({ piece, length }) => piece.repeat(length));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: endless },
);

type Change = (text: string, at: number, piece: string) => string;
const CHANGES: readonly Change[] = [
  (text) => text.toUpperCase(),
  (text) => text + text,
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at),
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at + 1),
  (_, __, piece) => piece,
];

/** A text near the given one: cut, doubled, in capitals, or with something hostile inside. */
export function nearText(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .record({ text, change: fc.constantFrom(...CHANGES), at: fc.nat(), piece: hostileText })
    .map((given) => given.change(given.text, given.at % (given.text.length + 1), given.piece));
}

const half = fc.constantFrom("%ED%A0%BC", "%00", "%E0%A4%A", "%", "%2F", "%5C", "%25", ";", "?", "#");

/** One segment of a path, encoded or broken. */
export function pathSegment(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const encoded = text.map((value) => encodeURIComponent(value.toWellFormed()));
  return fc.oneof(
    { weight: 5, arbitrary: encoded },
    { weight: 1, arbitrary: fc.tuple(encoded, half).map(([before, end]) => before + end) },
  );
}

/** Node's client sends these characters only. */
export const headerText: fc.Arbitrary<string> = hostileText.map((text) =>
  text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "\xff").trim(),
);
