import fc from "fast-check";
import { expect, test } from "vitest";
import { percentile } from "./percentile";

const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 200 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test("there is no percentile without values", () => {
  expect(percentile([], 0.5)).toBeNull();
});

test("the percentile lies between the least and the greatest value, and does not depend on their order", () => {
  fc.assert(
    fc.property(values, share, (all, at) => {
      const found = percentile(all, at) ?? Number.NaN;
      expect(found).toBeGreaterThanOrEqual(Math.min(...all));
      expect(found).toBeLessThanOrEqual(Math.max(...all));
      expect(percentile(all.toReversed(), at)).toBe(found);
    }),
  );
});

test("a greater share never has a smaller percentile", () => {
  fc.assert(
    fc.property(values, share, share, (all, one, other) => {
      const [less = 0, more = 0] = [one, other].toSorted((a, b) => a - b);
      expect((percentile(all, more) ?? 0) - (percentile(all, less) ?? 0)).toBeGreaterThanOrEqual(-1e-9);
    }),
  );
});

test("at most half of the values are below the median, and at most half above", () => {
  fc.assert(
    fc.property(values, (all) => {
      const middle = percentile(all, 0.5) ?? Number.NaN;
      expect(all.filter((value) => value < middle).length).toBeLessThanOrEqual(all.length / 2);
      expect(all.filter((value) => value > middle).length).toBeLessThanOrEqual(all.length / 2);
    }),
  );
});

test("a percentile between two values is in proportion, as in PostgreSQL", () => {
  expect(percentile([10, 20], 0.5)).toBe(15);
  expect(percentile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46);
});
