import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { trendOf } from "./trend";

const series = (length: number, valueAt: (index: number) => number) =>
  Array.from({ length }, (_, index) => valueAt(index));

test("a figure that varies around a level is flat", () => {
  holds(
    fc.property(fc.integer({ min: 30, max: 300 }), fc.integer({ min: 2, max: 9 }), (length, period) => {
      const { isFlat } = trendOf(
        series(length, (index) => 100 + (index % period)),
        0,
      );
      expect(isFlat).toBe(true);
    }),
  );
});

test("a figure that grows by a third is not flat", () => {
  holds(
    fc.property(fc.integer({ min: 30, max: 300 }), (length) => {
      const { isFlat, first, last } = trendOf(
        series(length, (index) => 100 + (33 * index) / length),
        0,
      );
      expect(isFlat).toBe(false);
      expect(last).toBeGreaterThan(first);
    }),
  );
});

test("a figure that grows only during warm-up, or falls, is flat", () => {
  expect(trendOf([10, ...series(40, () => 100)], 0)).toEqual({ first: 100, last: 100, isFlat: true });
  expect(
    trendOf(
      series(60, (index) => 200 - index),
      0,
    ).isFlat,
  ).toBe(true);
});

test("the slack allows a small figure to grow by one", () => {
  const values = [...series(30, () => 4), ...series(30, () => 5)];
  expect(trendOf(values, 0).isFlat).toBe(false);
  expect(trendOf(values, 2).isFlat).toBe(true);
});
