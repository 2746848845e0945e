import * as z from "zod/mini";
import { dayOf } from "@/lib/board/model/columns";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A day of the calendar from 2000 to 2099, as `2026-11-21`. */
export const daySchema = z.iso.date().check(z.maxLength(10), z.regex(/^20/));

/** Returns the day `days` later in the calendar, whatever the clocks do. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Returns the last `count` days, the oldest first, `today` last. */
export function lastDays(today: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(today, index + 1 - count));
}

/** Clocks are between 12 hours behind and 14 hours ahead of UTC. */
const FARTHEST = 16 * HOUR;

/** Returns the instant (ms) at which the day begins in the time zone, by whole minutes. */
function startOf(day: string, timeZone: string): number {
  const middle = Date.parse(`${day}T00:00:00Z`) / MINUTE;
  let before = middle - FARTHEST / MINUTE;
  let after = middle + FARTHEST / MINUTE;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayOf(between * MINUTE, timeZone) < day) before = between;
    else after = between;
  }
  return after * MINUTE;
}

export interface Bounds {
  /** Ms since the epoch; `to` belongs to the next day. */
  readonly from: number;
  readonly to: number;
}

/** Returns where the day begins and ends in the time zone: 23 or 25 hours apart when the clocks change. */
export function boundsOf(day: string, timeZone: string): Bounds {
  return { from: startOf(day, timeZone), to: startOf(addDays(day, 1), timeZone) };
}

const hourIn = new Map<string, Intl.DateTimeFormat>();

/** Returns the hour that a clock in the time zone shows, 0 to 23. */
export function hourOf(instant: number, timeZone: string): number {
  const formatter =
    hourIn.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  hourIn.set(timeZone, formatter);
  return Number(formatter.format(instant));
}
