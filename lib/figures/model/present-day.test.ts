import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "@/lib/board/model/columns";
import { WEEKDAYS } from "@/lib/stores/model/hours/schema";
import { holds } from "@/test/support/holds";
import { NEVER_OPEN } from "@/test/support/intake";
import { addDays } from "./day";
import { presentDay } from "./present-day";

const BERLIN = "Europe/Berlin";
const daily = (from: string, to: string) => ({
  time_zone: BERLIN,
  hours: { ...NEVER_OPEN, weekly: WEEKDAYS.map((day) => ({ day, from, to })) },
});

test.each([
  ["2026-11-26T20:00:00Z", "2026-11-26"],
  ["2026-11-26T23:30:00Z", "2026-11-26"],
  ["2026-11-27T02:59:59Z", "2026-11-26"],
  ["2026-11-27T03:00:00Z", "2026-11-27"],
])("for a restaurant that closes at two, the day at %s is %s", (now, date) => {
  expect(presentDay(daily("18:00", "02:00"), Date.parse(now)).date).toBe(date);
});

test("it is the day of the calendar for a restaurant that closes before ten, or never", () => {
  for (const store of [daily("11:00", "22:00"), daily("00:00", "00:00")])
    expect(presentDay(store, Date.parse("2026-11-26T23:30:00Z"))).toEqual({
      date: "2026-11-27",
      shiftUntil: null,
    });
});

test("it is yesterday exactly while a shift goes on, and otherwise the day of the calendar", () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "30"))
    .map(([hour, minutes]) => `${String(hour).padStart(2, "0")}:${minutes}`);
  const instants = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") });
  holds(
    fc.property(clock, clock, instants, (from, to, now) => {
      const { date, shiftUntil } = presentDay(daily(from, to), now);
      const today = dayOf(now, BERLIN);
      expect(date).toBe(shiftUntil === null ? today : addDays(today, -1));
      if (shiftUntil !== null) expect(shiftUntil).toBeGreaterThan(now);
    }),
  );
});
