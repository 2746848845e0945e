import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { DETOUR } from "@/lib/dispatch/model/travel/embedded";
import { metresOf, nearestOnLine, pointAlong } from "@/lib/geo/model/line";
import { moved } from "@/lib/geo/model/moved";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { freshnessOf } from "./freshness";
import {
  addFix,
  drawnPlace,
  type Fix,
  LAG_MS,
  type Motion,
  metresToEnd,
  restingPlace,
  startMotion,
} from "./motion";

const START = Date.UTC(2026, 10, 27, 18);
const store = findDemoAddress("Harbour Street 12");
const door = findDemoAddress("Mill Lane 40");
if (store === null || door === null) throw new Error("Port Selby lacks the addresses of this test");
const route = roadRoute(store, door);
const LENGTH = metresOf(route);
const ACCURACY = 25;

function fixAt(metres: number, at: number, aside = 0): Fix {
  const place = pointAlong(route, metres) ?? route[0];
  if (place === undefined) throw new Error("empty route");
  return { ...moved(place, aside * 0.7, aside * 0.7), accuracy: ACCURACY, at };
}

const metresOn = (place: { lat: number; lng: number }) => {
  const found = nearestOnLine(place, route);
  if (found === null) throw new Error("empty route");
  return found;
};

/** A ride: how long until the next position (ms), how far it goes (metres), how far aside, how late it arrives (ms). */
const someRide = fc.array(
  fc.record({
    wait: fc.integer({ min: 100, max: 20_000 }),
    metres: fc.double({ min: 0, max: 90, noNaN: true }),
    // Both together are less than half of the accuracy.
    noise: fc.double({ min: -6, max: 6, noNaN: true }),
    aside: fc.double({ min: -6, max: 6, noNaN: true }),
    late: fc.integer({ min: 0, max: 4_000 }),
  }),
  { minLength: 1, maxLength: 15 },
);

interface Sample {
  now: number;
  place: { lat: number; lng: number };
  motion: Motion;
}

function ride(steps: typeof someRide extends fc.Arbitrary<infer Steps> ? Steps : never): {
  samples: Sample[];
  farthest: number;
} {
  let at = START;
  let metres = 20;
  let farthest = metresOn(fixAt(metres, at)).metres;
  let motion = startMotion(route, fixAt(metres, at));
  const samples: Sample[] = [];
  let now = START;
  const sampleUntil = (until: number) => {
    for (; now < until; now += 250) samples.push({ now, place: drawnPlace(motion, now), motion });
  };
  for (const { wait, metres: by, noise, aside, late } of steps) {
    at += wait;
    metres = Math.min(LENGTH, Math.max(0, metres + by));
    const fix = fixAt(metres + noise, at, aside);
    const arrival = at + late;
    sampleUntil(arrival);
    motion = addFix(motion, fix, arrival);
    farthest = Math.max(farthest, metresOn(fix).metres);
  }
  sampleUntil(at + 3 * LAG_MS + 20_000);
  return { samples, farthest };
}

describe("a rider that is drawn on a route", () => {
  test("never goes backwards and never beyond a position that has come, whatever the noise", () => {
    fc.assert(
      fc.property(someRide, (steps) => {
        const { samples, farthest } = ride(steps);
        let before = 0;
        for (const { place } of samples) {
          const { metres, away } = metresOn(place);
          expect(away).toBeLessThan(1);
          expect(metres).toBeGreaterThanOrEqual(before - 0.5);
          expect(metres).toBeLessThanOrEqual(farthest + 0.5);
          before = metres;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("comes to rest at the newest position", () => {
    fc.assert(
      fc.property(someRide, (steps) => {
        const { samples } = ride(steps);
        const last = samples.at(-1);
        if (last === undefined) throw new Error("no samples");
        expect(metresBetween(last.place, restingPlace(last.motion))).toBeLessThan(0.5);
        expect(metresBetween(last.place, last.motion.fix)).toBeLessThan(11 + 2 * ACCURACY);
      }),
      { numRuns: 60 },
    );
  });

  test("moves evenly between positions that come in time, five seconds behind the clock", () => {
    let motion = startMotion(route, fixAt(100, START));
    motion = addFix(motion, fixAt(130, START + 5_000), START + 5_000);
    for (const [later, metres] of [
      [5_000, 100],
      [6_000, 106],
      [7_500, 115],
      [10_000, 130],
      [60_000, 130],
    ] as const)
      expect(metresOn(drawnPlace(motion, START + later)).metres).toBeCloseTo(metres, 0);
  });

  test.each([
    ["half a second", 400, 104],
    ["a quarter of a minute", 16_000, 180],
  ])("jumps where %s has passed between two positions", (_, gap, metres) => {
    let motion = startMotion(route, fixAt(100, START));
    motion = addFix(motion, fixAt(metres, START + gap), START + gap);
    expect(metresOn(drawnPlace(motion, START + gap + LAG_MS - 1)).metres).toBeCloseTo(100, 0);
    expect(metresOn(drawnPlace(motion, START + gap + LAG_MS)).metres).toBeCloseTo(metres, 0);
  });

  test("turns round only where it is more than noise, and then without riding backwards", () => {
    const before = startMotion(route, fixAt(300, START));
    const noise = addFix(before, fixAt(300 - ACCURACY + 2, START + 5_000), START + 5_000);
    const back = addFix(before, fixAt(200, START + 5_000), START + 5_000);
    expect(metresOn(drawnPlace(noise, START + 20_000)).metres).toBeCloseTo(300, 0);
    for (let later = 0; later < 20_000; later += 250) {
      const { metres } = metresOn(drawnPlace(back, START + later));
      expect([200, 300]).toContain(Math.round(metres));
    }
    expect(metresOn(drawnPlace(back, START + 20_000)).metres).toBeCloseTo(200, 0);
  });

  test("leaves the route where the position is farther than 30 m from it", () => {
    const motion = startMotion(route, fixAt(300, START));
    const off = { ...moved(fixAt(320, START), 80, 80), accuracy: ACCURACY, at: START + 5_000 };
    const there = drawnPlace(addFix(motion, off, START + 5_000), START + 20_000);
    expect(metresBetween(there, off)).toBeLessThan(0.1);
  });

  test("does not change by a position that is older than the newest", () => {
    const motion = startMotion(route, fixAt(300, START));
    expect(addFix(motion, fixAt(350, START), START)).toBe(motion);
    expect(addFix(motion, fixAt(350, START - 1), START)).toBe(motion);
  });
});

describe("the distance to the door", () => {
  test("is what remains of the route, in steps of 50 m, and of 100 m from a kilometre on", () => {
    expect(LENGTH).toBeGreaterThan(1_100);
    expect(metresToEnd(route, fixAt(LENGTH - 330, START), DETOUR)).toBe(350);
    expect(metresToEnd(route, fixAt(LENGTH - 1_080, START), DETOUR)).toBe(1_100);
    expect(metresToEnd(route, fixAt(LENGTH, START), DETOUR)).toBe(0);
    expect(metresToEnd([], fixAt(0, START), DETOUR)).toBe(0);
  });

  test("is the great circle with a detour, away from the route", () => {
    const far = moved(fixAt(LENGTH, START), 1_100, 0);
    expect(metresToEnd(route, far, DETOUR)).toBe(1_500);
  });
});

test.each([
  [0, "fresh"],
  [59, "fresh"],
  [60, "dimmed"],
  [299, "dimmed"],
  [300, "lost"],
] as const)("a position of %d s ago is %s", (seconds, freshness) => {
  expect(freshnessOf(START, START + seconds * 1_000 + 400)).toEqual({ seconds, freshness });
});

test("a position of the future is of now", () => {
  expect(freshnessOf(START, START - 3_000)).toEqual({ seconds: 0, freshness: "fresh" });
});
