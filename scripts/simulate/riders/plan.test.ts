import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "@/test/support/holds";
import { seededRandom } from "../random";
import { DECLINED, declines, isInTunnel, planRides, type Ride, willDropOut } from "./plan";

const evenings = fc.tuple(
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.integer({ min: 1, max: 20 }),
  fc.double({ min: 0.05, max: 1_440, noNaN: true }),
);

describe("the rides of an evening", () => {
  it("are one for each rider, from places in the town", () => {
    holds(
      fc.property(evenings, fc.boolean(), ([seed, riders, minutes], hasTroubles) => {
        const rides = planRides(seed, riders, minutes, hasTroubles);
        expect(rides).toHaveLength(riders);
        for (const { from } of rides) {
          expect(Math.abs(from.lat - 54.32)).toBeLessThan(0.01);
          expect(Math.abs(from.lng - 10.13)).toBeLessThan(0.02);
        }
      }),
    );
  });

  it("have one tunnel and one rider who drops out, never the same, and within the evening", () => {
    holds(
      fc.property(evenings, ([seed, riders, minutes]) => {
        const rides = planRides(seed, riders, minutes, true);
        const inTunnel = rides.filter(({ tunnel }) => tunnel !== null);
        const dropsOut = rides.filter(({ dropsOutAt }) => dropsOutAt !== null);
        expect(inTunnel).toHaveLength(1);
        expect(dropsOut).toHaveLength(riders > 1 ? 1 : 0);
        expect(dropsOut).not.toEqual(inTunnel);
        for (const { tunnel } of inTunnel) {
          expect(tunnel?.from).toBeGreaterThan(0);
          expect(tunnel?.to).toBeGreaterThan(tunnel?.from ?? 0);
          expect(tunnel?.to).toBeLessThanOrEqual(minutes);
        }
        for (const { dropsOutAt } of dropsOut) expect(dropsOutAt).toBeLessThan(minutes);
      }),
    );
  });

  it("have neither in an ordinary service", () => {
    holds(
      fc.property(evenings, ([seed, riders, minutes]) => {
        for (const { tunnel, dropsOutAt } of planRides(seed, riders, minutes, false)) {
          expect(tunnel).toBeNull();
          expect(dropsOutAt).toBeNull();
        }
      }),
    );
  });

  it("are the same for the same seed, and others for another one", () => {
    expect(planRides(42, 6, 2, true)).toEqual(planRides(42, 6, 2, true));
    expect(planRides(42, 6, 2, true)).not.toEqual(planRides(43, 6, 2, true));
  });
});

const ride: Ride = {
  vehicle: "bicycle",
  from: { lat: 54.32, lng: 10.13 },
  tunnel: { from: 2, to: 3 },
  dropsOutAt: 4,
};

it("a rider is out of reach in the tunnel only, and drops out from its minute on", () => {
  expect([1.9, 2, 2.9, 3].map((minute) => isInTunnel(ride, minute))).toEqual([false, true, true, false]);
  expect([3.9, 4, 9].map((minute) => willDropOut(ride, minute))).toEqual([false, true, true]);
  expect(isInTunnel({ ...ride, tunnel: null }, 2)).toBe(false);
  expect(willDropOut({ ...ride, dropsOutAt: null }, 9)).toBe(false);
});

it("about 15 of 100 offers are declined", () => {
  const random = seededRandom(7);
  const declined = Array.from({ length: 10_000 }, () => declines(random)).filter(Boolean).length;
  expect(declined / 10_000).toBeCloseTo(DECLINED, 1.5);
});
