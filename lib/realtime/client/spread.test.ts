import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadMs } from "./spread";

test("returns at least the given time and at most four seconds more", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (ms, random) => {
      expect(spreadMs(ms, random)).toBeGreaterThanOrEqual(ms);
      expect(spreadMs(ms, random)).toBeLessThanOrEqual(ms + 4_000);
    }),
  );
});

test("spreads pages evenly over four seconds", () => {
  const crowd = Array.from({ length: 8_000 }, (_, n) => spreadMs(0, n / 8_000));
  const halfSeconds = Object.values(Object.groupBy(crowd, (ms) => Math.floor(ms / 500)));
  expect(halfSeconds.map((pages) => pages?.length)).toEqual(Array.from({ length: 8 }, () => 1_000));
});
