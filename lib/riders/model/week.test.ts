import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOf, type EarnedTrip, toWeek, weekAt, weekBounds, weekCsv, weekSchema, weeksLater } from "./week";

const HOUR = 3_600_000;
const trip = (accepted_at: string, over: Partial<EarnedTrip> = {}): EarnedTrip => ({
  ...{ id: "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", accepted_at, finished_at: accepted_at, orders: 2 },
  ...{ metres: 3_250, waited_seconds: 90, currency: "EUR", base: 300, distance: 293, waiting: 30, tip: 150 },
  ...over,
});

describe("a week", () => {
  test.each([
    ["2026-W48", "2026-11-23"],
    ["2026-W01", "2025-12-29"],
    ["2020-W53", "2020-12-28"],
    ["2027-W01", "2027-01-04"],
  ])("%s begins on %s", (week, monday) => {
    expect(daysOf(week)[0]).toBe(monday);
    expect(weekSchema.safeParse(week).success).toBe(true);
  });

  test.each(["2026-W54", "2027-W53", "2026-W00", "1999-W10", "2026-48", "2026-W8", "", "2026-W48 "])(
    "is not written as %j",
    (text) => {
      expect(weekSchema.safeParse(text).success).toBe(false);
    },
  );

  test("begins at midnight in the town, also when its clocks change", () => {
    const { from, to } = weekBounds("2026-W43");
    expect(new Date(from).toISOString()).toBe("2026-10-18T22:00:00.000Z");
    expect(to - from).toBe((7 * 24 + 1) * HOUR);
  });

  test("holds each instant once, and is the only one that does", () => {
    const instant = fc.integer({ min: Date.parse("2001-01-01"), max: Date.parse("2098-01-01") });
    fc.assert(
      fc.property(instant, fc.integer({ min: -60, max: 60 }), (at, weeks) => {
        const week = weekAt(at);
        const { from, to } = weekBounds(week);
        expect(at >= from && at < to).toBe(true);
        expect(weekBounds(weeksLater(week, 1)).from).toBe(to);
        expect(weeksLater(weeksLater(week, weeks), -weeks)).toBe(week);
      }),
      { numRuns: 50 },
    );
  });
});

test("hours, trips, waiting and earnings are summed by day, and a shift over midnight counts on both days", () => {
  const trips = [trip("2026-11-23T18:00:00.000Z"), trip("2026-11-23T23:30:00.000Z", { tip: 0 })];
  const shifts = [
    { from: Date.parse("2026-11-23T17:00:00Z"), to: Date.parse("2026-11-24T01:00:00Z") },
    { from: Date.parse("2026-11-22T20:00:00Z"), to: Date.parse("2026-11-23T00:00:00Z") },
  ];
  const { days, sums } = toWeek("2026-W48", trips, shifts);
  expect(days.map(({ onShiftMs }) => onShiftMs / HOUR)).toEqual([7, 2, 0, 0, 0, 0, 0]);
  expect(days.map(({ earned }) => earned[0]?.amount)).toEqual([773, 623, 0, 0, 0, 0, 0]);
  expect(sums).toEqual({
    onShiftMs: 9 * HOUR,
    trips: 2,
    orders: 4,
    waitedSeconds: 180,
    earned: [{ currency: "EUR", amount: 1_396 }],
  });
});

test("a week as CSV has a row for each trip, with the town's times", () => {
  const csv = weekCsv(toWeek("2026-W48", [trip("2026-11-23T18:00:00.000Z")], []));
  expect(csv.split("\r\n")).toEqual([
    "\ufeffdate,accepted,finished,orders,km,paid_waiting_minutes,base,distance,waiting,tip,total,currency",
    "2026-11-23,19:00,19:00,2,3.25,1.5,3.00,2.93,0.30,1.50,7.73,EUR",
    "",
  ]);
});

test("what was earned in two currencies is not added up", () => {
  const trips = [
    trip("2026-11-23T18:00:00.000Z"),
    trip("2026-11-23T19:00:00.000Z", { currency: "DKK", base: 2_000, distance: 0, waiting: 0, tip: 0 }),
  ];
  const { days, sums } = toWeek("2026-W48", trips, []);
  const both = [
    { currency: "DKK", amount: 2_000 },
    { currency: "EUR", amount: 773 },
  ];
  expect(days[0]?.earned).toEqual(both);
  expect(sums.earned).toEqual(both);
  expect(days[1]?.earned).toEqual([{ currency: "EUR", amount: 0 }]);
});

test("the week of a store's own rider is by the store's clock", () => {
  // Monday at half past twelve in Berlin is still Sunday in New York.
  const late = trip("2026-11-22T23:30:00.000Z");
  expect(toWeek("2026-W48", [late], []).days[0]?.trips).toBe(1);
  expect(toWeek("2026-W48", [late], [], "America/New_York").sums.trips).toBe(0);
  expect(weekAt(Date.parse(late.accepted_at), "America/New_York")).toBe("2026-W47");
  expect(weekBounds("2026-W48", "America/New_York").from).toBe(Date.parse("2026-11-23T05:00:00Z"));
});
