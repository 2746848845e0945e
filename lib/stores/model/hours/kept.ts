import { DAY, wallClockAt } from "./local-time";
import type { Hours } from "./schema";

/** Returns hours in order, without the dates before yesterday, whose service may still go on at `now` (ms). */
export function keptHours(hours: Hours, timeZone: string, now: number): Hours {
  const yesterday = new Date(wallClockAt(now, timeZone) - DAY).toISOString().slice(0, 10);
  return {
    ...hours,
    weekly: hours.weekly.toSorted((one, other) => one.day - other.day || one.from.localeCompare(other.from)),
    exceptions: hours.exceptions
      .filter(({ date }) => date >= yesterday)
      .toSorted((one, other) => one.date.localeCompare(other.date)),
  };
}
