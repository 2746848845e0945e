import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf } from "@/lib/board/model/columns";
import { addDays, boundsOf, daySchema, hourOf, lastDays } from "./day";

const HOUR = 3_600_000;

/** Zones whose clocks change at midnight, by half an hour, or on the other side of the date line are among them. */
const zones = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "UTC",
);
const days = fc
  .integer({ min: 0, max: 11_000 })
  .map((offset) => addDays("2015-01-01", offset))
  .filter((day) => day < "2045-01-01");

describe("the bounds of a day", () => {
  test("hold the instants whose clock shows that day, and no others", () => {
    fc.assert(
      fc.property(days, zones, fc.double({ min: 0, max: 1, noNaN: true }), (day, zone, share) => {
        const { from, to } = boundsOf(day, zone);
        const inside = Math.floor(from + share * (to - from - 1));
        expect(dayOf(inside, zone)).toBe(day);
        expect(dayOf(from - 1, zone) < day).toBe(true);
        expect(dayOf(to, zone) > day).toBe(true);
      }),
    );
  });

  test("follow one another without a gap, and are 23 to 25 hours apart", () => {
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const { from, to } = boundsOf(day, zone);
        expect(boundsOf(addDays(day, 1), zone).from).toBe(to);
        expect((to - from) / HOUR).toBeGreaterThanOrEqual(23);
        expect((to - from) / HOUR).toBeLessThanOrEqual(25);
      }),
    );
  });

  test.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
    ["2026-11-26", 24],
  ])("%s has %i hours in Berlin", (day, hours) => {
    const { from, to } = boundsOf(day, "Europe/Berlin");
    expect((to - from) / HOUR).toBe(hours);
  });
});

test("the hour is what a clock in the zone shows", () => {
  expect(hourOf(Date.parse("2026-11-21T23:30:00Z"), "Europe/Berlin")).toBe(0);
  expect(hourOf(Date.parse("2026-11-21T22:59:59Z"), "Europe/Berlin")).toBe(23);
  expect(hourOf(Date.parse("2026-11-21T18:20:00Z"), "Asia/Kathmandu")).toBe(0);
});

test("the last days end with today and follow one another", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (today, count) => {
      const list = lastDays(today, count);
      expect(list).toHaveLength(count);
      expect(list.at(-1)).toBe(today);
      for (const [index, day] of list.entries())
        if (index > 0) expect(addDays(list[index - 1] ?? "", 1)).toBe(day);
    }),
  );
});

test.each(["2026-02-30", "2026-13-01", "1999-12-31", "2100-01-01", "2026-1-1", "20260101", "today", ""])(
  "%j is not accepted as a day",
  (day) => expect(daySchema.safeParse(day).success).toBe(false),
);

test("a leap day is accepted", () => {
  expect(daySchema.safeParse("2028-02-29").success).toBe(true);
});
