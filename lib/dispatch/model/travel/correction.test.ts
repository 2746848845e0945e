import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withLeg } from "./correction";

const NOTHING = { measuredMs: 0, computedMs: 0, legs: 0 };
const MINUTE = 60_000;

describe("what rides took", () => {
  test("adds up", () => {
    const one = withLeg(NOTHING, 12 * MINUTE, 10 * MINUTE) ?? NOTHING;
    expect(withLeg(one, 4 * MINUTE, 5 * MINUTE)).toEqual({
      measuredMs: 16 * MINUTE,
      computedMs: 15 * MINUTE,
      legs: 2,
    });
  });

  test.each([
    ["shorter than a minute", 1, 0.5],
    ["pressed at once at the door of a far place", 1, 10],
    ["pressed long after the arrival", 60, 10],
    ["before it began", -5, 10],
  ])("leaves a ride out that was %s", (_, measured, computed) => {
    expect(withLeg(NOTHING, measured * MINUTE, computed * MINUTE)).toBeNull();
  });

  test("forgets the past, so that a new road counts within some hundred rides", () => {
    let known = { measuredMs: 1_000 * 20 * MINUTE, computedMs: 1_000 * 10 * MINUTE, legs: 1_000 };
    for (let n = 0; n < 400; n += 1) known = withLeg(known, 10 * MINUTE, 10 * MINUTE) ?? known;
    expect(known.legs).toBeLessThanOrEqual(1_000);
    expect(known.measuredMs / known.computedMs).toBeLessThan(1.35);
  });

  test("stays between the least and the most that a ride may tell", () => {
    const leg = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 300 }), (legs) => {
        let known = NOTHING;
        for (const [measured, computed] of legs)
          known = withLeg(known, measured * MINUTE, computed * MINUTE) ?? known;
        if (known.legs === 0) return;
        expect(known.measuredMs / known.computedMs).toBeGreaterThanOrEqual(1 / 3 - 1e-6);
        expect(known.measuredMs / known.computedMs).toBeLessThanOrEqual(4 + 1e-6);
      }),
    );
  });
});
