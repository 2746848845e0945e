import fc from "fast-check";
import { expect, test } from "vitest";
import { linesUpTo } from "./scale";

test("the lines of a chart begin at 0, rise evenly by whole numbers and end at or above the highest value", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000_000 }), (highest) => {
      const lines = linesUpTo(highest);
      const [first, step = Number.NaN] = lines;
      expect(first).toBe(0);
      expect(Number.isInteger(step)).toBe(true);
      expect(lines).toEqual(lines.map((_, index) => index * step));
      const last = lines.at(-1) ?? 0;
      expect(last).toBeGreaterThanOrEqual(highest);
      expect(last - step).toBeLessThan(Math.max(1, highest));
      expect(lines.length).toBeLessThanOrEqual(7);
    }),
  );
});

test("the steps are round", () => {
  expect(linesUpTo(0)).toEqual([0, 1]);
  expect(linesUpTo(3)).toEqual([0, 1, 2, 3]);
  expect(linesUpTo(23)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(linesUpTo(81_240)).toEqual([0, 20_000, 40_000, 60_000, 80_000, 100_000]);
});
