import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAY, paidWait, payOfTrip } from "./pay";

describe("what a trip pays", () => {
  test("is a base, the distance, and each minute at a counter beyond five", () => {
    expect(payOfTrip(2_500, 0)).toEqual({ base: 300, distance: 225, waiting: 0 });
    expect(payOfTrip(0, 90)).toEqual({ base: 300, distance: 0, waiting: 30 });
    expect(paidWait(0, 5 * 60_000)).toBe(0);
    expect(paidWait(0, 5 * 60_000 + 61_000)).toBe(61);
    expect(paidWait(10_000, 0)).toBe(0);
  });

  test("is whole minor units, never less than the base, and never less for a longer trip", () => {
    const size = fc.integer({ min: -1_000, max: 200_000 });
    fc.assert(
      fc.property(size, size, size, (metres, waited, more) => {
        const parts = Object.values(payOfTrip(metres, waited));
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        const sum = (of: readonly number[]) => of.reduce((one, other) => one + other, 0);
        expect(sum(parts)).toBeGreaterThanOrEqual(PAY.base);
        expect(sum(Object.values(payOfTrip(metres + Math.abs(more), waited)))).toBeGreaterThanOrEqual(
          sum(parts),
        );
      }),
    );
  });
});
