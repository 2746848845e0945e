import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MINUTE } from "../settings";
import { type FinishedOrder, learnReadiness, readyTimesAt } from "./estimate";
import { MEDIAN, readyWith, saidToBe } from "./ready-times";

const kind = { storeId: "sushi", hour: 19, dishes: 3 };
const finished = (count: number, minutes: number, other: Partial<FinishedOrder> = {}): FinishedOrder[] =>
  Array.from({ length: count }, () => ({ ...kind, ...other, tookMs: minutes * MINUTE }));
const medianOf = (past: FinishedOrder[], of = kind) =>
  readyTimesAt(learnReadiness(past)(of), 0, 0)[MEDIAN] / MINUTE;

describe("the readiness of a kitchen", () => {
  test("is 15 minutes in the median before anything is known", () => {
    expect(medianOf([])).toBeCloseTo(15, 0);
  });

  test("approaches what its own orders took, and one order changes little", () => {
    expect(medianOf(finished(1, 40))).toBeLessThan(20);
    expect(medianOf(finished(400, 40))).toBeCloseTo(40, 0);
  });

  test("of a new kitchen is that of the platform", () => {
    expect(medianOf(finished(400, 30, { storeId: "pizza" }))).toBeCloseTo(30, -1);
  });

  test("differs by the size of the basket", () => {
    const past = [...finished(200, 10, { dishes: 1 }), ...finished(200, 30, { dishes: 9 })];
    expect(medianOf(past, { ...kind, dishes: 9 })).toBeGreaterThan(
      medianOf(past, { ...kind, dishes: 1 }) + 10,
    );
  });
});

const somePast = fc.array(
  fc.record({
    storeId: fc.constantFrom("sushi", "pizza"),
    hour: fc.constantFrom(12, 19),
    dishes: fc.integer({ min: 1, max: 9 }),
    tookMs: fc.integer({ min: MINUTE, max: 90 * MINUTE }),
  }),
  { maxLength: 60 },
);
const someMinutes = fc.integer({ min: 0, max: 120 });

test("the percentiles of readiness rise and are never in the past", () => {
  fc.assert(
    fc.property(somePast, someMinutes, (past, minutes) => {
      const now = minutes * MINUTE;
      const times = readyTimesAt(learnReadiness(past)(kind), 0, now);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times[0]).toBeGreaterThanOrEqual(now);
    }),
  );
});

test("food that is not ready yet is expected later than before", () => {
  fc.assert(
    fc.property(somePast, someMinutes, (past, minutes) => {
      const distribution = learnReadiness(past)(kind);
      const before = readyTimesAt(distribution, 0, minutes * MINUTE);
      const after = readyTimesAt(distribution, 0, (minutes + 1) * MINUTE);
      expect(readyWith(after, 0.5)).toBeGreaterThanOrEqual(readyWith(before, 0.5) - 1);
    }),
  );
});

describe("what the kitchen says", () => {
  const someTimes = fc
    .tuple(somePast, someMinutes)
    .map(([past, minutes]) => readyTimesAt(learnReadiness(past)(kind), 0, minutes * MINUTE));
  const someWord = fc.integer({ min: 0, max: 240 * MINUTE });
  const gapsOf = (times: readonly number[]) => times.slice(1).map((time, n) => time - (times[n] ?? 0));

  test("is not before the median, and moves every percentile as much", () => {
    fc.assert(
      fc.property(someTimes, someWord, (times, stated) => {
        const said = saidToBe(stated, times);
        expect(said[MEDIAN]).toBeCloseTo(Math.max(stated, times[MEDIAN]), 3);
        for (const [n, gap] of gapsOf(said).entries()) expect(gap).toBeCloseTo(gapsOf(times)[n] ?? 0, 3);
      }),
    );
  });

  test("never makes food earlier, and a later word never does either", () => {
    fc.assert(
      fc.property(someTimes, someWord, someWord, (times, stated, more) => {
        const [said, later] = [saidToBe(stated, times), saidToBe(stated + more, times)];
        for (const [n, time] of said.entries()) {
          expect(time).toBeGreaterThanOrEqual(times[n] ?? Number.NaN);
          expect(later[n]).toBeGreaterThanOrEqual(time);
        }
      }),
    );
  });
});
