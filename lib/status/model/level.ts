import * as z from "zod/mini";
import { addCounts, type DeliveryCounts, percentile, sumOf } from "./latency";

export const statusSchema = z.enum(["healthy", "degraded", "down"]);
export type Status = z.infer<typeof statusSchema>;

/** What one instance measured in one minute. */
export interface Sample {
  readonly deliveryTimes: DeliveryCounts;
  /** Events that the log supplied instead of the bus. */
  readonly repaired: number;
  /** Channels whose readers had to read anew. */
  readonly lost: number;
  readonly isBusOk: boolean;
  /** Null: the database did not answer. */
  readonly databaseMs: number | null;
  readonly lateJobs: number;
}

const SEVERITY: Record<Status, number> = { healthy: 0, degraded: 1, down: 2 };

/** A slower database delays each press noticeably. */
const DATABASE_SLOW_MS = 1_000;
/** An event that takes longer is late for the kitchen. */
const EVENTS_SLOW_MS = 2_000;
/** Fewer deliveries say nothing about the slowest twentieth. */
const EVENTS_AT_LEAST = 20;

/**
 * Judges one minute by the samples of all instances. `down`: no instance reached the database. `degraded`: something is slow
 * or late, but no event is lost for good. Events that were repaired in time are no reason.
 */
export function levelOf(samples: readonly Sample[]): Status {
  if (samples.length === 0) return "healthy";
  if (samples.every(({ databaseMs }) => databaseMs === null)) return "down";
  const isWeak = samples.some(
    ({ databaseMs, isBusOk, lost, lateJobs }) =>
      databaseMs === null || databaseMs > DATABASE_SLOW_MS || !isBusOk || lost > 0 || lateJobs > 0,
  );
  const times = addCounts(samples.map(({ deliveryTimes }) => deliveryTimes));
  const isSlow = sumOf(times) >= EVENTS_AT_LEAST && (percentile(times, 0.95) ?? 0) > EVENTS_SLOW_MS;
  return isWeak || isSlow ? "degraded" : "healthy";
}

/** Minutes in a row that are at least as bad, before the status gets worse. */
const WORSE_AFTER = 2;
/** Minutes in a row that are at least as good, before the status gets better. */
const BETTER_AFTER = 3;

const bySeverity = (one: Status, other: Status) => SEVERITY[one] - SEVERITY[other];

/** Follows the levels of the minutes, the latest last, without announcing each short fault and its end. */
export function nextStatus(current: Status, levels: readonly Status[]): Status {
  const [mildest] = levels.slice(-WORSE_AFTER).sort(bySeverity);
  if (mildest !== undefined && levels.length >= WORSE_AFTER && SEVERITY[mildest] > SEVERITY[current])
    return mildest;
  const worst = levels.slice(-BETTER_AFTER).sort(bySeverity).at(-1);
  if (worst !== undefined && levels.length >= BETTER_AFTER && SEVERITY[worst] < SEVERITY[current])
    return worst;
  return current;
}
