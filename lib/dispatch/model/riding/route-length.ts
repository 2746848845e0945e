import { metresBetween, type Place } from "@/lib/dispatch/model/travel/distance";
import { DETOUR } from "@/lib/dispatch/model/travel/embedded";

/** Returns the metres along places in their order, without a map. Unknown places are passed over. */
export function routeLength(places: readonly (Place | null)[]): number {
  let metres = 0;
  let from: Place | null = null;
  for (const place of places) {
    if (place === null) continue;
    if (from !== null) metres += metresBetween(from, place) * DETOUR;
    from = place;
  }
  return Math.round(metres);
}

interface RiddenPoint extends Place {
  /** Radius of uncertainty (metres). */
  readonly accuracy: number;
  readonly at: Date;
}

/** Fewer points than one in so many seconds say little about the way. */
const SECONDS_BETWEEN_POINTS = 60;
const POINTS_AT_LEAST = 10;

/**
 * Returns the metres along reported points, in the order of their times. Null when there are too few of them to tell, for example
 * because the screen was locked. Steps shorter than their uncertainty are noise of someone who stands.
 */
export function riddenLength(points: readonly RiddenPoint[], seconds: number): number | null {
  if (points.length < Math.max(POINTS_AT_LEAST, seconds / SECONDS_BETWEEN_POINTS)) return null;
  const inTime = points.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  let metres = 0;
  let from: RiddenPoint | null = null;
  for (const point of inTime) {
    const step = from === null ? 0 : metresBetween(from, point);
    if (from !== null && step < Math.max(point.accuracy, from.accuracy)) continue;
    metres += step;
    from = point;
  }
  return Math.round(metres);
}
