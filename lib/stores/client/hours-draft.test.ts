import { expect, test } from "vitest";
import type { Hours } from "@/lib/stores/model/hours/schema";
import { ALWAYS_OPEN } from "@/test/support/intake";
import { draftOf, faultOf, hoursOf, withKey } from "./hours-draft";

const HOURS: Hours = {
  weekly: [
    { day: 1, from: "11:00", to: "15:00" },
    { day: 1, from: "18:00", to: "02:00" },
  ],
  exceptions: [{ date: "2026-12-24", intervals: [{ from: "11:00", to: "14:00" }] }],
  last_order_minutes: 30,
};

test.each([HOURS, ALWAYS_OPEN])("hours that nobody changed are the same after editing", (hours) => {
  expect(hoursOf(draftOf(hours))).toEqual(hours);
  expect(faultOf(draftOf(hours))).toBeNull();
});

test("a time or a date that is missing, and a date that is there twice, keep hours from being saved", () => {
  const draft = draftOf(HOURS);
  const week = new Map(draft.week).set(3, [withKey({ from: "11:00", to: "" })]);
  expect(faultOf({ ...draft, week })).toBe("empty_time");
  expect(faultOf({ ...draft, dates: [withKey({ date: "", intervals: [] })] })).toBe("empty_time");
  const twice = [...draft.dates, withKey({ date: "2026-12-24", intervals: [] })];
  expect(faultOf({ ...draft, dates: twice })).toBe("same_date");
});
