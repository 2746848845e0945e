import type { Place } from "./place";

/** Clockwise from north. */
const DIRECTIONS = [
  "north",
  "north_east",
  "east",
  "south_east",
  "south",
  "south_west",
  "west",
  "north_west",
] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Returns in which direction `to` lies, seen from `from`. */
export function directionOf(from: Place, to: Place): Direction {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
  const eighths = Math.round((Math.atan2(east, to.lat - from.lat) / (2 * Math.PI)) * 8);
  return DIRECTIONS[(eighths + 8) % 8] ?? "north";
}
