import { interpolate, type ReadyTimes, readyWith } from "./readiness/ready-times";

/** When an order arrives: in milliseconds since 1970. */
export interface Eta {
  readonly from: number;
  readonly to: number;
}

/** Shares of the arrivals that are earlier than the two ends. */
const FROM = 0.2;
const TO = 0.85;
/** Travel takes so much less or more at the ends, as a share. */
export const SPREAD = 0.12;
/** The same where a router should know the roads, but did not answer. */
export const WIDE_SPREAD = 0.2;
/** An estimate is changed only when one of its ends moves by so much. */
const LEAST_CHANGE_MS = 60_000;

interface Way {
  readonly now: number;
  /** All food that the rider waits for. Null: the rider has it. */
  readonly readyAt: ReadyTimes | null;
  /** When the rider is at the first counter. Null: not known, or the rider has the food. */
  readonly riderAt: number | null;
  /** In the stores, beside waiting. */
  readonly storeMs: number;
  /** On the road to the door, from the counter or from where the rider is. */
  readonly rideMs: number;
  /** At doors before this one. */
  readonly stopsMs: number;
  readonly spread: number;
}

/** Returns when an order is at its door with probability `share`, which must be between 0 and 1. Never falls with `share`. */
export function arrivalWith(share: number, way: Way): number {
  const { now, readyAt, riderAt, storeMs, rideMs, stopsMs, spread } = way;
  const factor = interpolate(
    [0, FROM, TO, 1],
    [1 - 2 * spread, 1 - spread, 1 + spread, 1 + 2 * spread],
    share,
  );
  const ready = readyAt === null ? now : readyWith(readyAt, share) + storeMs;
  const counter = riderAt === null ? now : now + Math.max(0, riderAt - now) * factor + storeMs;
  return Math.max(now, ready, counter) + rideMs * factor + stopsMs;
}

export const etaOf = (way: Way): Eta => ({ from: arrivalWith(FROM, way), to: arrivalWith(TO, way) });

/** Tells whether people should be told: small changes only unsettle. */
export const isNews = (before: Eta | null, after: Eta | null) =>
  before === null || after === null
    ? before !== after
    : Math.abs(after.from - before.from) >= LEAST_CHANGE_MS ||
      Math.abs(after.to - before.to) >= LEAST_CHANGE_MS;
