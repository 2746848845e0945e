import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "@/test/support/holds";
import { isSlowAt, planTroubles, type Trouble } from "./plan";

const evenings = fc.tuple(
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.integer({ min: 1, max: 12 }),
  fc.double({ min: 0.05, max: 1_440, noNaN: true }),
);
const ofKind = (troubles: readonly Trouble[], kind: Trouble["kind"]) =>
  troubles.filter((trouble) => trouble.kind === kind);

describe("the troubles of an evening", () => {
  it("begin and end within it, in their order, in stores that exist", () => {
    holds(
      fc.property(evenings, ([seed, stores, minutes]) => {
        const troubles = planTroubles(seed, stores, minutes);
        expect(troubles).toEqual(troubles.toSorted((one, other) => one.from - other.from));
        for (const { store, from, to } of troubles) {
          expect(from).toBeGreaterThan(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(minutes);
          expect(store).toBeGreaterThanOrEqual(0);
          expect(store).toBeLessThan(stores);
        }
      }),
    );
  });

  it("have each kind, and neither two pauses nor two lost devices", () => {
    holds(
      fc.property(evenings, ([seed, stores, minutes]) => {
        const troubles = planTroubles(seed, stores, minutes);
        expect(ofKind(troubles, "slow_kitchen").length).toBe(Math.ceil(stores / 2));
        expect(ofKind(troubles, "sold_out").length).toBeGreaterThanOrEqual(stores);
        expect(ofKind(troubles, "lost_device").length).toBe(1);
        expect(ofKind(troubles, "pause").length).toBe(stores > 1 ? 1 : 0);
      }),
    );
  });

  it("never pause by hand the store that a lost device pauses", () => {
    holds(
      fc.property(evenings, ([seed, stores, minutes]) => {
        const troubles = planTroubles(seed, stores, minutes);
        const silent = ofKind(troubles, "lost_device").map(({ store }) => store);
        expect(ofKind(troubles, "pause").map(({ store }) => store)).not.toEqual(silent);
      }),
    );
  });

  it("are the same for the same seed, and others for another one", () => {
    expect(planTroubles(42, 6, 2)).toEqual(planTroubles(42, 6, 2));
    expect(planTroubles(42, 6, 2)).not.toEqual(planTroubles(43, 6, 2));
  });

  it("make a kitchen slow in its own store and time only", () => {
    const troubles: Trouble[] = [{ kind: "slow_kitchen", store: 1, from: 2, to: 3 }];
    const times = [1.9, 2, 2.9, 3];
    expect(times.map((at) => isSlowAt(troubles, 1, at))).toEqual([false, true, true, false]);
    expect(times.some((at) => isSlowAt(troubles, 0, at))).toBe(false);
  });
});
