import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { Place } from "./place";

/** The nearest point of a line. */
export interface OnLine {
  readonly place: Place;
  /** Along the line from its start. */
  readonly metres: number;
  /** From the point that was asked for. */
  readonly away: number;
  /** Of the part of the line, from 0. */
  readonly part: number;
}

function nearestOfPart(place: Place, from: Place, to: Place): { place: Place; share: number } {
  const width = Math.cos((from.lat * Math.PI) / 180);
  const [dx, dy] = [(to.lng - from.lng) * width, to.lat - from.lat];
  const length = dx * dx + dy * dy;
  const along = ((place.lng - from.lng) * width * dx + (place.lat - from.lat) * dy) / length;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, along));
  return { place: between(from, to, share), share };
}

export function between(from: Place, to: Place, share: number): Place {
  return { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share };
}

/** Returns null for an empty line. Lines of a town are short enough for a flat earth. */
export function nearestOnLine(place: Place, line: readonly Place[]): OnLine | null {
  let nearest: OnLine | null = null;
  let walked = 0;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (from === undefined && line.length > 1) continue;
    const found = nearestOfPart(place, from ?? to, to);
    const away = metresBetween(place, found.place);
    const length = metresBetween(from ?? to, to);
    if (nearest === null || away < nearest.away)
      nearest = {
        place: found.place,
        metres: walked + length * found.share,
        away,
        part: Math.max(0, index - 1),
      };
    walked += length;
  }
  return nearest;
}

export function metresOf(line: readonly Place[]): number {
  return line.reduce((sum, place, index) => sum + metresBetween(line[index - 1] ?? place, place), 0);
}

/** Returns the point that is so far from the start, at most the end; null for an empty line. */
export function pointAlong(line: readonly Place[], metres: number): Place | null {
  let left = metres;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1] ?? to;
    const length = metresBetween(from, to);
    if (left <= length) return length === 0 ? to : between(from, to, Math.max(0, left) / length);
    left -= length;
  }
  return line.at(-1) ?? null;
}

/** Cuts a line at a distance from its start. Both parts contain the point of the cut. */
export function cutLine(line: readonly Place[], metres: number): [before: Place[], after: Place[]] {
  const cut = pointAlong(line, metres);
  if (cut === null) return [[], []];
  let walked = 0;
  const passed = line.filter((place, index) => {
    walked += metresBetween(line[index - 1] ?? place, place);
    return walked <= metres;
  });
  return [
    [...passed, cut],
    [cut, ...line.slice(passed.length)],
  ];
}
