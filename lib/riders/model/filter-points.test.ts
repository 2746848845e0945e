import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import {
  filterPoints,
  NEXT_LOW_BATTERY_MS,
  NEXT_MS,
  NEXT_STANDING_MS,
  type ReportedPoint,
} from "./filter-points";
import type { KeptPosition } from "./position";

const NOW = Date.parse("2026-11-27T12:00:00.000Z");
const HOME = { lat: 54.32, lng: 10.13 };
/** Degrees of latitude. */
const north = (metres: number) => HOME.lat + metres / 111_195;
const at = (secondsAgo: number, clock = 0) => new Date(NOW + clock - secondsAgo * 1_000).toISOString();

const point = (seq: number | null, secondsAgo: number, over: Partial<ReportedPoint> = {}): ReportedPoint => ({
  ...{ seq, ...HOME, accuracy: 10, heading: null, speed: 5, at: at(secondsAgo) },
  ...over,
});
const kept = (over: Partial<KeptPosition> = {}): KeptPosition => ({
  ...{ seq: 10, ...HOME, accuracy: 10, heading: null, speed: 5, at: at(20), clock_offset_ms: 0 },
  ...over,
});
const filter = (last: KeptPosition | null, points: readonly ReportedPoint[], battery?: number) =>
  filterPoints(last, points, { now: NOW, battery });
const seqs = (last: KeptPosition | null, points: readonly ReportedPoint[]) =>
  filter(last, points).accepted.map(({ seq }) => seq);

describe("points of a phone", () => {
  test("are put in order, and those that are known or older are dropped", () => {
    expect(seqs(null, [point(3, 0), point(1, 10), point(2, 5)])).toEqual([1, 2, 3]);
    expect(seqs(kept(), [point(9, 12), point(10, 10), point(11, 5)])).toEqual([11]);
    expect(seqs(kept(), [point(11, 5), point(11, 5)])).toEqual([11]);
    expect(seqs(kept(), [point(11, 25), point(12, 0)])).toEqual([12]);
  });

  test("that are too inaccurate are dropped", () => {
    expect(seqs(null, [point(1, 5, { accuracy: 101 }), point(2, 0, { accuracy: 100 })])).toEqual([2]);
  });

  test("that lie farther away than anybody rides are dropped, and what follows is measured from the last good one", () => {
    const jump = point(11, 10, { lat: north(5_000) });
    expect(seqs(kept(), [jump, point(12, 5, { lat: north(60) })])).toEqual([12]);
    // 700 metres in 20 s, less what is uncertain, are as fast as allowed.
    expect(seqs(kept(), [point(11, 0, { lat: north(700) })])).toEqual([11]);
    expect(seqs(kept(), [point(11, 0, { lat: north(900) })])).toEqual([]);
  });

  test("get the server's time, however wrong the phone's clock is", () => {
    for (const clock of [-3_600_000, 3_600_000, 86_400_000 * 400]) {
      const sent = [point(1, 5, { at: at(5, clock) }), point(2, 0, { at: at(0, clock) })];
      expect(filter(null, sent).accepted.map((one) => one.at)).toEqual([at(5), at(0)]);
    }
  });

  test("that were held up keep their age, once the clock is known", () => {
    const first = filter(null, [point(1, 0)]).kept;
    const later = filterPoints(first, [point(2, -10), point(3, -20)], {
      now: NOW + 80_000,
      battery: undefined,
    });
    expect(later.accepted.map((one) => one.at)).toEqual([at(-10), at(-20)]);
  });

  test("are read by a clock that was set anew", () => {
    const before = kept({ clock_offset_ms: -3_600_000 });
    expect(filter(before, [point(11, 0)]).kept).toMatchObject({ seq: 11, at: at(0), clock_offset_ms: 0 });
  });

  test("that lie in the future of the newest one are dropped", () => {
    expect(seqs(null, [point(1, -3_600), point(2, 0)])).toEqual([2]);
  });

  test("without numbers go by their time", () => {
    expect(filter(kept(), [point(null, 25), point(null, 5)]).accepted).toMatchObject([
      { seq: 10, at: at(5) },
    ]);
    expect(filter(null, [point(null, 0)]).accepted).toHaveLength(1);
  });

  test("ask for fewer uploads with a low battery, and for still fewer while the rider stands", () => {
    const riding = [point(11, 0, { lat: north(100) })];
    expect(filter(kept(), riding).nextInMs).toBe(NEXT_MS);
    expect(filter(kept(), riding, 19).nextInMs).toBe(NEXT_LOW_BATTERY_MS);
    expect(filter(kept(), riding, 20).nextInMs).toBe(NEXT_MS);
    expect(filter(kept(), [point(11, 0, { speed: 0 })]).nextInMs).toBe(NEXT_STANDING_MS);
    expect(filter(null, [point(1, 0, { speed: 0 })]).nextInMs).toBe(NEXT_MS);
  });

  test("whatever they are: accepted ones follow each other in time, none is faster than 40 m/s or in the future", () => {
    const any = fc.record({
      seq: fc.option(fc.nat(200), { nil: null }),
      lat: fc.double({ min: 54, max: 54.6, noNaN: true }),
      lng: fc.double({ min: 10, max: 10.3, noNaN: true }),
      accuracy: fc.double({ min: 0, max: 300, noNaN: true }),
      heading: fc.constant(null),
      speed: fc.constant(null),
      at: fc.integer({ min: -100_000, max: 100_000 }).map((ms) => new Date(NOW + ms).toISOString()),
    });
    const last = fc.option(
      fc.integer({ min: 0, max: 300 }).map((ago) => kept({ at: at(ago) })),
      { nil: null },
    );
    fc.assert(
      fc.property(last, fc.array(any, { maxLength: 60 }), (before, points) => {
        const { accepted, kept: position } = filter(before, points);
        const track = before === null ? accepted : [before, ...accepted];
        for (const [index, to] of track.slice(1).entries()) {
          const from = track[index] ?? to;
          const seconds = (Date.parse(to.at) - Date.parse(from.at)) / 1_000;
          expect(seconds).toBeGreaterThan(0);
          expect(metresBetween(from, to) - from.accuracy - to.accuracy).toBeLessThanOrEqual(
            40 * seconds + 1e-6,
          );
          expect(to.seq).toBeGreaterThanOrEqual(from.seq);
        }
        for (const one of accepted) expect(Date.parse(one.at)).toBeLessThanOrEqual(NOW + 2_000);
        expect(position === null).toBe(accepted.length === 0);
      }),
    );
  });
});
