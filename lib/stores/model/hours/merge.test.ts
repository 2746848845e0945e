import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, NEVER_OPEN } from "@/test/support/intake";
import { LAST_ORDER, mergeHours } from "./merge";
import { type Hours, hoursSchema, WEEKDAYS } from "./schema";

const time = fc.constantFrom("09:00", "12:00", "17:30", "22:00");
const interval = fc.record({ from: time, to: time });
const byStart = (intervals: readonly { from: string; to: string }[]) =>
  intervals.toSorted((one, other) => one.from.localeCompare(other.from));
const intervals = fc.uniqueArray(interval, { maxLength: 2, selector: ({ from }) => from }).map(byStart);
const hours: fc.Arbitrary<Hours> = fc
  .record({
    week: fc.array(intervals, { minLength: 7, maxLength: 7 }),
    dates: fc.dictionary(fc.constantFrom("2026-12-24", "2026-12-25", "2027-01-01"), intervals),
    last_order_minutes: fc.constantFrom(0, 15, 30),
  })
  .map(({ week, dates, last_order_minutes }) => ({
    weekly: WEEKDAYS.flatMap((day, index) => (week[index] ?? []).map((one) => ({ day, ...one }))),
    exceptions: Object.keys(dates)
      .toSorted()
      .map((date) => ({ date, intervals: dates[date] ?? [] })),
    last_order_minutes,
  }));

describe("two changes of the same hours", () => {
  test("are both kept where they concern different parts, in either order", () => {
    holds(
      fc.property(hours, hours, hours, (before, one, other) => {
        const { hours: merged, contested } = mergeHours(before, one, other);
        const turned = mergeHours(before, other, one);
        expect(turned.contested.toSorted()).toEqual(contested.toSorted());
        if (contested.length === 0) expect(turned.hours).toEqual(merged);
        expect(hoursSchema.safeParse(merged).success).toBe(true);
      }),
    );
  });

  test("leave one person's change as it is when the other changed nothing", () => {
    holds(
      fc.property(hours, hours, (before, mine) => {
        expect(mergeHours(before, mine, before)).toEqual({ hours: mine, contested: [] });
        expect(mergeHours(before, before, mine)).toEqual({ hours: mine, contested: [] });
        expect(mergeHours(before, mine, mine)).toEqual({ hours: mine, contested: [] });
      }),
    );
  });

  test("name a day that both changed, a removed date and the last order", () => {
    const before = { ...ALWAYS_OPEN, exceptions: [{ date: "2026-12-24", intervals: [] }] };
    const monday = (from: string): Hours => ({
      ...NEVER_OPEN,
      weekly: [{ day: 1, from, to: "22:00" }],
      exceptions: [],
      last_order_minutes: from === "09:00" ? 15 : 30,
    });
    const theirs = {
      ...monday("12:00"),
      exceptions: [{ date: "2026-12-24", intervals: [{ from: "09:00", to: "12:00" }] }],
    };
    const { hours: merged, contested } = mergeHours(before, monday("09:00"), theirs);
    expect(contested).toEqual([1, "2026-12-24", LAST_ORDER]);
    expect(merged).toEqual(monday("09:00"));
  });
});
