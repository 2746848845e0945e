import { RETENTION } from "@/lib/platform/model/retention";
import type { Status } from "./level";

export const DAYS_SHOWN = RETENTION.status_days.days;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface DayMinutes {
  /** In UTC, such as 2026-03-01. */
  readonly day: string;
  readonly healthy: number;
  readonly degraded: number;
  readonly down: number;
}

export interface DayBar {
  readonly day: string;
  /** Null: nothing was measured. */
  readonly status: Status | null;
  readonly degraded: number;
  readonly down: number;
  /** Part of the measured minutes without an outage, in hundredths of a percent; null: nothing was measured. */
  readonly available: number | null;
}

/** A shorter fault does not colour a whole day; it still counts in the day's availability. */
const MINUTES_AT_LEAST = 5;

function barOf(day: string, minutes: DayMinutes | undefined): DayBar {
  if (minutes === undefined) return { day, status: null, degraded: 0, down: 0, available: null };
  const { healthy, degraded, down } = minutes;
  const measured = healthy + degraded + down;
  return {
    ...{ day, degraded, down },
    status: down >= MINUTES_AT_LEAST ? "down" : down + degraded >= MINUTES_AT_LEAST ? "degraded" : "healthy",
    available: measured === 0 ? null : Math.floor(((measured - down) / measured) * 10_000),
  };
}

/** One bar for each of the last 90 days, the oldest first, today last. */
export function barsOf(days: readonly DayMinutes[], now: number): DayBar[] {
  const known = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = new Date(now - (DAYS_SHOWN - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return barOf(day, known.get(day));
  });
}
