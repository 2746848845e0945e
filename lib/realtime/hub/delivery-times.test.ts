import fc from "fast-check";
import { expect, test } from "vitest";
import { BOUNDS_MS, bucketOf, DeliveryTimes } from "./delivery-times";

test("a time is in the first bucket whose bound it does not exceed", () => {
  fc.assert(
    fc.property(fc.double({ min: -1_000, max: 60_000, noNaN: true }), (ms) => {
      const bucket = bucketOf(ms);
      expect(ms).toBeLessThanOrEqual((BOUNDS_MS[bucket] ?? 0) * (1 + 1e-9));
      if (bucket > 0) expect(ms).toBeGreaterThan((BOUNDS_MS[bucket - 1] ?? 0) * (1 - 1e-9));
    }),
  );
});

test("times beyond the last bound, and times that are no number, have a bucket", () => {
  expect(bucketOf(Number.POSITIVE_INFINITY)).toBe(BOUNDS_MS.length - 1);
  expect(bucketOf(Number.NaN)).toBe(0);
});

test("a delivery is counted at the end of the turn in which its frames are written", async () => {
  let now = 1_000;
  const times = new DeliveryTimes(() => now);
  times.add(999);
  times.add(900);
  expect(times.counts().reduce((sum, one) => sum + one, 0)).toBe(0);
  now = 1_010;
  await new Promise((resolve) => setImmediate(resolve));
  const counts = times.counts();
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(2);
  expect(counts[bucketOf(11)]).toBe(1);
  expect(counts[bucketOf(110)]).toBe(1);
});
