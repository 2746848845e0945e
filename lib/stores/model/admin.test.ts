import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMISSION, percentOf, readPercent } from "./admin";

test("every commission is read as it is shown", () => {
  fc.assert(
    fc.property(fc.integer({ min: COMMISSION.minimum, max: COMMISSION.maximum }), (points) => {
      expect(readPercent(percentOf(points))).toBe(points);
      expect(readPercent(percentOf(points).replace(".", ","))).toBe(points);
    }),
  );
});

test.each(["", "-1", "50.01", "100", "1.234", "12 %", "1e1", "abc", "."])("%j is no commission", (text) => {
  expect(readPercent(text)).toBeNull();
});
