import fc from "fast-check";
import { expect, test } from "vitest";
import { progressOf } from "./progress";

test("a run that knows its total says how much is done, and one that does not says no percentage", () => {
  expect(progressOf(1, 3)).toEqual({ progress: 33, message: "1 of 3" });
  expect(progressOf(1_500)).toEqual({ progress: null, message: "1,500 so far" });
});

test("the percentage never exceeds what is done, and is 100 only at the end", () => {
  const total = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 200_000 }), total, (done, all) => {
      const { progress } = progressOf(done, all);
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress).toBeLessThanOrEqual((Math.min(Math.max(done, 0), all) / all) * 100);
      expect(progress === 100).toBe(done >= all);
    }),
  );
});
