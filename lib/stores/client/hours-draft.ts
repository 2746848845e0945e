import { type Hours, type Interval, WEEKDAYS, type Weekday } from "@/lib/stores/model/hours/schema";

/** Hours while they are edited: every line has a key of its own. */

export interface DraftInterval extends Interval {
  readonly key: number;
}

export interface DraftDate {
  readonly key: number;
  readonly date: string;
  readonly intervals: readonly DraftInterval[];
}

export interface HoursDraft {
  readonly week: ReadonlyMap<Weekday, readonly DraftInterval[]>;
  readonly dates: readonly DraftDate[];
  readonly lastOrderMinutes: number;
}

let keys = 0;
export const withKey = <Line extends object>(line: Line) => ({ ...line, key: ++keys });

export function draftOf({ weekly, exceptions, last_order_minutes }: Hours): HoursDraft {
  const on = (day: Weekday) =>
    weekly.filter((one) => one.day === day).map(({ from, to }) => withKey({ from, to }));
  return {
    week: new Map(WEEKDAYS.map((day) => [day, on(day)])),
    dates: exceptions.map(({ date, intervals }) => withKey({ date, intervals: intervals.map(withKey) })),
    lastOrderMinutes: last_order_minutes,
  };
}

const toIntervals = (lines: readonly DraftInterval[]) => lines.map(({ from, to }) => ({ from, to }));

export function hoursOf({ week, dates, lastOrderMinutes }: HoursDraft): Hours {
  return {
    weekly: WEEKDAYS.flatMap((day) => toIntervals(week.get(day) ?? []).map((one) => ({ day, ...one }))),
    exceptions: dates.map(({ date, intervals }) => ({ date, intervals: toIntervals(intervals) })),
    last_order_minutes: lastOrderMinutes,
  };
}

export type HoursFault = "empty_time" | "same_date";

/** Returns what keeps the hours from being saved, or null. A browser gives an empty text for a time that is not whole. */
export function faultOf({ week, dates }: HoursDraft): HoursFault | null {
  const lines = [...week.values(), ...dates.map(({ intervals }) => intervals)].flat();
  if (lines.some(({ from, to }) => from === "" || to === "") || dates.some(({ date }) => date === ""))
    return "empty_time";
  return new Set(dates.map(({ date }) => date)).size < dates.length ? "same_date" : null;
}
