import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalWith, etaOf, isNews, SPREAD, WIDE_SPREAD } from "./eta";
import { readySince, readyTimesOf } from "./readiness/ready-times";
import { MINUTE } from "./settings";

const NOW = Date.parse("2026-11-26T19:00:00Z");
const way = {
  now: NOW,
  readyAt: readySince(NOW),
  riderAt: NOW,
  storeMs: 3 * MINUTE,
  rideMs: 10 * MINUTE,
  stopsMs: 0,
  spread: SPREAD,
};
const minutes = (instant: number) => (instant - NOW) / MINUTE;
const someMinutes = (most: number) => fc.integer({ min: -most, max: most }).map((n) => n * MINUTE);
const someReadyAt = fc
  .tuple(someMinutes(40), fc.integer({ min: 0, max: 30 }))
  .map(([from, width]) => readyTimesOf((share) => NOW + from + width * share * MINUTE));
const someWay = fc.record({
  now: fc.constant(NOW),
  readyAt: fc.option(someReadyAt),
  riderAt: fc.option(someMinutes(40).map((ms) => NOW + ms)),
  storeMs: fc.constant(3 * MINUTE),
  rideMs: fc.integer({ min: 0, max: 60 * MINUTE }),
  stopsMs: fc.integer({ min: 0, max: 9 * MINUTE }),
  spread: fc.constantFrom(SPREAD, WIDE_SPREAD),
});
const someShare = fc.double({ min: 0, max: 1, noNaN: true });

describe("the estimate of an arrival", () => {
  test("is the ride, 12 percent shorter or longer, when everything else is known", () => {
    const { from, to } = etaOf(way);
    expect(minutes(from)).toBeCloseTo(3 + 8.8);
    expect(minutes(to)).toBeCloseTo(3 + 11.2);
  });

  test("begins with the 20th percentile of the kitchen and ends with the 85th", () => {
    const readyAt = readyTimesOf((share) => NOW + share * 100 * MINUTE);
    const { from, to } = etaOf({ ...way, readyAt, rideMs: 0 });
    expect(minutes(from)).toBeCloseTo(23);
    expect(minutes(to)).toBeCloseTo(88);
  });

  test("waits for a rider who is later than the kitchen", () => {
    expect(minutes(etaOf({ ...way, riderAt: NOW + 20 * MINUTE, rideMs: 0 }).to)).toBeCloseTo(25.4);
  });

  test("is only the ride once the rider has the food", () => {
    expect(minutes(etaOf({ ...way, readyAt: null, riderAt: null }).to)).toBeCloseTo(11.2);
  });

  test("is never in the past, and its percentiles never fall", () => {
    fc.assert(
      fc.property(someWay, someShare, someShare, (one, share, other) => {
        const [lower, upper] = share <= other ? [share, other] : [other, share];
        expect(arrivalWith(lower, one)).toBeLessThanOrEqual(arrivalWith(upper, one) + 1e-6);
        expect(arrivalWith(lower, one)).toBeGreaterThanOrEqual(NOW);
      }),
    );
  });

  test("never comes nearer when the rider, the kitchen or the road takes longer", () => {
    fc.assert(
      fc.property(someWay, fc.integer({ min: 0, max: 20 * MINUTE }), (one, more) => {
        const before = etaOf(one);
        for (const longer of [
          { ...one, rideMs: one.rideMs + more },
          { ...one, riderAt: one.riderAt === null ? null : one.riderAt + more },
        ]) {
          expect(etaOf(longer).from).toBeGreaterThanOrEqual(before.from - 1e-6);
          expect(etaOf(longer).to).toBeGreaterThanOrEqual(before.to - 1e-6);
        }
      }),
    );
  });

  test("is told again only when an end moves by a minute", () => {
    const before = etaOf(way);
    expect(isNews(null, before)).toBe(true);
    expect(isNews(before, before)).toBe(false);
    expect(isNews(before, { ...before, to: before.to + 59_999 })).toBe(false);
    expect(isNews(before, { ...before, from: before.from - 60_000 })).toBe(true);
  });
});
