import { MINUTE } from "../settings";
import { interpolate, type ReadyTimes, readyTimesOf } from "./ready-times";

/** Learns from finished orders how long a kitchen takes, as a distribution instead of a mean. */

export interface FinishedOrder {
  readonly storeId: string;
  /** Hour of the day at the store, 0 to 23, in which the kitchen accepted it. */
  readonly hour: number;
  /** Dishes in the basket. */
  readonly dishes: number;
  /** From acceptance to ready. */
  readonly tookMs: number;
}
type Kind = Omit<FinishedOrder, "tookMs">;

/** Percentiles of the time that food takes, at `LEVELS`. */
type Distribution = readonly number[];
const LEVELS = Array.from({ length: 19 }, (_, n) => (n + 1) / 20);

/** A cell weighs half against the level above it when it has as many orders. */
const SHRINKAGE = 20;
/** Before anything is known. Log-normal, 17 minutes with a deviation of 9 (see docs/dispatch.md). */
const PRIOR: Distribution = [
  6.6, 7.9, 9, 9.9, 10.7, 11.6, 12.4, 13.2, 14.1, 15, 16, 17, 18.2, 19.5, 21, 22.8, 25.1, 28.4, 34,
].map((minutes) => minutes * MINUTE);
/** Food that is overdue beyond everything known is expected after this share of the time that it has taken. */
const OVERDUE_SHARE = 0.15;

export type Readiness = (kind: Kind) => Distribution;

const basketOf = (dishes: number) => (dishes <= 2 ? "small" : dishes <= 5 ? "medium" : "large");
/** From the coarsest to the finest. */
const cellsOf = ({ storeId, hour, dishes }: Kind) => [
  "platform",
  `store ${storeId}`,
  `store ${storeId}, basket ${basketOf(dishes)}`,
  `store ${storeId}, basket ${basketOf(dishes)}, hour ${hour}`,
];

/** Returns `parent`, pulled towards the percentiles of a cell by the number of its orders. */
function shrink(times: readonly number[], parent: Distribution): Distribution {
  const own = times.length / (times.length + SHRINKAGE);
  const ranks = times.map((_, n) => (n + 0.5) / times.length);
  return parent.map((value, n) => {
    const percentile = times.length === 0 ? value : interpolate(ranks, times, LEVELS[n] ?? 0);
    return own * percentile + (1 - own) * value;
  });
}

/** Returns the distributions by store, hour and basket. A cell with few orders is close to the level above it. */
export function learnReadiness(finished: readonly FinishedOrder[]): Readiness {
  const cells = new Map<string, number[]>();
  for (const order of finished)
    for (const cell of cellsOf(order)) {
      const times = cells.get(cell);
      if (times === undefined) cells.set(cell, [order.tookMs]);
      else times.push(order.tookMs);
    }
  for (const times of cells.values()) times.sort((one, other) => one - other);
  const known = new Map<string, Distribution>();
  return (kind) => {
    const names = cellsOf(kind);
    const finest = names.at(-1) ?? "";
    const distribution =
      known.get(finest) ?? names.reduce((above, name) => shrink(cells.get(name) ?? [], above), PRIOR);
    known.set(finest, distribution);
    return distribution;
  };
}

/** Returns when food is ready that was accepted at `acceptedAt` and is not ready at `now`. */
export function readyTimesAt(distribution: Distribution, acceptedAt: number, now: number): ReadyTimes {
  const elapsed = Math.max(0, now - acceptedAt);
  const passed = elapsed <= (distribution[0] ?? 0) ? 0 : interpolate(distribution, LEVELS, elapsed);
  const isOverdue = elapsed >= (distribution.at(-1) ?? 0);
  return readyTimesOf((share) => {
    if (isOverdue) return now + elapsed * OVERDUE_SHARE * 2 * share;
    const left = interpolate(LEVELS, distribution, passed + (1 - passed) * share);
    return acceptedAt + Math.max(left, elapsed);
  });
}
