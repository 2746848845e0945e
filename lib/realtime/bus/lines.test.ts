import fc from "fast-check";
import { expect, test } from "vitest";
import { Lines } from "./lines";

function read(pieces: readonly string[], limit: number) {
  const lines: string[] = [];
  let tooLong = 0;
  const reader = new Lines(
    limit,
    (line) => lines.push(line),
    () => {
      tooLong++;
    },
  );
  for (const piece of pieces) reader.push(piece);
  return { lines, tooLong };
}

test("splits chunks into the original lines", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "é", "\u2028", "\r", " "), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(letters), fc.array(fc.nat({ max: 9 })), (lines, cuts) => {
      const text = lines.map((line) => `${line}\n`).join("");
      const pieces: string[] = [];
      let at = 0;
      for (const cut of cuts) {
        pieces.push(text.slice(at, at + cut));
        at += cut;
      }
      pieces.push(text.slice(at));
      const limit = 8;
      expect(read(pieces, limit)).toEqual({
        lines: lines.filter(({ length }) => length <= limit),
        tooLong: lines.filter(({ length }) => length > limit).length,
      });
    }),
  );
});

test("a line that never ends is not buffered and is counted once", () => {
  const { lines, tooLong } = read(["first\nx", ...Array.from({ length: 1_000 }, () => "y".repeat(100))], 500);
  expect(lines).toEqual(["first"]);
  expect(tooLong).toBe(1);
});
