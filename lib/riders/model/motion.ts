import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { between, metresOf, nearestOnLine, pointAlong } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";

/**
 * Draws a rider smoothly out of single positions: some seconds behind the clock, so that the next position is known before
 * the drawn one gets there.
 */

/** Behind the clock (ms): about the interval of the positions. */
export const LAG_MS = 5_000;
/** A position this near the route is drawn on it (metres). */
const ON_ROUTE = 30;
/** Positions closer together (ms) are not worth a movement. */
const SNAP_MS = 500;
/** Nobody knows what happened in a longer gap (ms): the rider jumps. */
const LONGEST_MS = 15_000;
/** A position that came late is still reached by a movement (ms), not by a jump. */
const SHORTEST_MS = 1_000;
const LEGS = 30;

export interface Fix extends Place {
  /** Radius of uncertainty (metres). */
  readonly accuracy: number;
  /** By the server's clock (ms). */
  readonly at: number;
}

interface Spot {
  readonly place: Place;
  /** Along the route; null when it is not on it. */
  readonly metres: number | null;
}
interface Leg {
  readonly from: Spot;
  readonly to: Spot;
  /** On the drawn clock, which is `LAG_MS` behind (ms). Equal for a jump. */
  readonly start: number;
  readonly end: number;
}
export interface Motion {
  readonly route: readonly Place[];
  readonly legs: readonly Leg[];
  readonly fix: Fix;
}

function spotOf(route: readonly Place[], { lat, lng }: Place): Spot {
  const nearest = nearestOnLine({ lat, lng }, route);
  if (nearest === null || nearest.away > ON_ROUTE) return { place: { lat, lng }, metres: null };
  return { place: nearest.place, metres: nearest.metres };
}

export function startMotion(route: readonly Place[], fix: Fix): Motion {
  const spot = spotOf(route, fix);
  return { route, fix, legs: [{ from: spot, to: spot, start: fix.at - LAG_MS, end: fix.at - LAG_MS }] };
}

/** `now` is when the position arrived. A position that is not newer changes nothing. */
export function addFix(motion: Motion, fix: Fix, now: number): Motion {
  const last = motion.legs.at(-1);
  if (last === undefined) return startMotion(motion.route, fix);
  if (fix.at <= motion.fix.at) return motion;
  const gap = fix.at - motion.fix.at;
  const seen = spotOf(motion.route, fix);
  const back =
    seen.metres === null || last.to.metres === null ? 0 : Math.max(0, last.to.metres - seen.metres);
  // A little backwards is noise. Much of it is a rider who has turned round, and that is no movement along the route.
  const to = back > 0 && back <= fix.accuracy ? last.to : seen;
  const jumps = back > fix.accuracy || gap < SNAP_MS || gap > LONGEST_MS;
  const start = Math.max(last.end, jumps ? fix.at : motion.fix.at, now - LAG_MS);
  const end = jumps ? start : Math.max(fix.at, start + SHORTEST_MS);
  return { ...motion, fix, legs: [...motion.legs.slice(1 - LEGS), { from: last.to, to, start, end }] };
}

/** The newest position on the route, for people who want no movement. */
export function restingPlace({ legs, fix }: Motion): Place {
  return legs.at(-1)?.to.place ?? fix;
}

/** Returns where the rider is drawn. It is never beyond the newest position. */
export function drawnPlace({ route, legs, fix }: Motion, now: number): Place {
  const drawn = now - LAG_MS;
  const leg = legs.findLast(({ start }) => start <= drawn) ?? legs[0];
  if (leg === undefined) return fix;
  if (drawn >= leg.end) return leg.to.place;
  if (drawn <= leg.start) return leg.from.place;
  const share = (drawn - leg.start) / (leg.end - leg.start);
  const { from, to } = leg;
  if (from.metres === null || to.metres === null) return between(from.place, to.place, share);
  return pointAlong(route, from.metres + (to.metres - from.metres) * share) ?? to.place;
}

/** Below a kilometre in steps of 50 m. */
const STEP = 50;

/**
 * Returns how far it is from a place to the end of a route, along it where the place is on it, and otherwise by the great
 * circle and the usual detour (metres, rounded to what a person would say).
 */
export function metresToEnd(route: readonly Place[], from: Place, detour: number): number {
  const end = route.at(-1);
  if (end === undefined) return 0;
  const { metres } = spotOf(route, from);
  const exact = metres === null ? metresBetween(from, end) * detour : metresOf(route) - metres;
  const step = exact < 1_000 - STEP / 2 ? STEP : 2 * STEP;
  return Math.max(0, Math.round(exact / step) * step);
}
