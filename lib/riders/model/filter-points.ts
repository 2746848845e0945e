import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { KeptPosition, Point } from "./position";

/** Metres a second. No rider is faster. */
const FASTEST = 40;
/** A fix that is less certain than this tells nothing (metres). */
const ACCURACY = 100;
/** A clock that has moved by more than this was set anew, so what was known about it no longer holds. */
const CLOCK_SET_MS = 10 * 60_000;
/** Points so far in the future, by the corrected clock, are not believed. */
const FUTURE_MS = 2_000;
/** A rider who stays within it is standing (metres). */
const STANDING = 15;
const STANDING_SPEED = 0.5;
const LOW_BATTERY = 20;

export const NEXT_MS = 5_000;
export const NEXT_LOW_BATTERY_MS = 15_000;
export const NEXT_STANDING_MS = 30_000;

/** A point of a sender that numbers its points, or of one that only knows the time. */
export type ReportedPoint = Omit<Point, "seq"> & { readonly seq: number | null };

export interface FilteredPoints {
  /** In their order. `at` is by the server's clock. */
  readonly accepted: readonly Point[];
  /** The last of them, to be kept; null: nothing was accepted. */
  readonly kept: KeptPosition | null;
  readonly nextInMs: number;
}

function offsetOf(last: KeptPosition | null, newest: ReportedPoint, now: number): number {
  const difference = now - Date.parse(newest.at);
  if (last === null || Math.abs(difference - last.clock_offset_ms) > CLOCK_SET_MS) return difference;
  // An upload that was held up makes the difference larger, never smaller.
  return Math.min(difference, last.clock_offset_ms);
}

type Fix = Pick<Point, "lat" | "lng" | "accuracy"> & { readonly time: number };

function isPossible(from: Fix, to: Fix): boolean {
  const metres = metresBetween(from, to) - from.accuracy - to.accuracy;
  return metres <= (FASTEST * (to.time - from.time)) / 1_000;
}

const bySeq = (one: ReportedPoint, other: ReportedPoint) =>
  one.seq === null || other.seq === null ? Date.parse(one.at) - Date.parse(other.at) : one.seq - other.seq;

function isStanding(last: KeptPosition | null, accepted: readonly Point[]): boolean {
  const from = last ?? accepted[0];
  if (from === undefined) return false;
  return accepted.every(
    (point) => (point.speed ?? 0) < STANDING_SPEED && metresBetween(from, point) < STANDING,
  );
}

/**
 * Drops points that are older than what is known, in the future, too inaccurate, or farther away than anybody rides. Clocks of
 * phones are wrong, so their times are corrected by the smallest difference to the server's that this shift has seen. `now` is
 * when they arrived; `battery` in percent.
 */
export function filterPoints(
  last: KeptPosition | null,
  points: readonly ReportedPoint[],
  { now, battery }: { now: number; battery: number | undefined },
): FilteredPoints {
  const sorted = points.toSorted(bySeq);
  const newest = sorted.at(-1);
  const offset = newest === undefined ? 0 : offsetOf(last, newest, now);
  const accepted: Point[] = [];
  let before: (Fix & { seq: number }) | null =
    last === null ? null : { ...last, time: Date.parse(last.at), seq: last.seq };
  for (const point of sorted) {
    const time = Date.parse(point.at) + offset;
    const fix = { ...point, time, seq: point.seq ?? before?.seq ?? 0 };
    if (point.accuracy > ACCURACY || time > now + FUTURE_MS) continue;
    if (before !== null) {
      const isOlder = time <= before.time || (point.seq !== null && point.seq <= before.seq);
      if (isOlder || !isPossible(before, fix)) continue;
    }
    before = fix;
    const { lat, lng, accuracy, heading, speed } = point;
    accepted.push({ seq: fix.seq, lat, lng, accuracy, heading, speed, at: new Date(time).toISOString() });
  }
  const latest = accepted.at(-1);
  return {
    accepted,
    kept: latest === undefined ? null : { ...latest, clock_offset_ms: Math.round(offset) },
    nextInMs: nextInMs(last, accepted, battery),
  };
}

function nextInMs(
  last: KeptPosition | null,
  accepted: readonly Point[],
  battery: number | undefined,
): number {
  if (accepted.length > 0 && last !== null && isStanding(last, accepted)) return NEXT_STANDING_MS;
  return battery !== undefined && battery < LOW_BATTERY ? NEXT_LOW_BATTERY_MS : NEXT_MS;
}
