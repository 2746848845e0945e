import type { Place } from "@/lib/geo/model/place";

export type { Place };

const EARTH_RADIUS = 6_371_000;
const RADIANS = Math.PI / 180;

/** Returns the great circle between two places in metres (haversine). */
export function metresBetween(one: Place, other: Place): number {
  const up = Math.sin(((other.lat - one.lat) * RADIANS) / 2);
  const across = Math.sin(((other.lng - one.lng) * RADIANS) / 2);
  const h = up * up + Math.cos(one.lat * RADIANS) * Math.cos(other.lat * RADIANS) * across * across;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Returns the angle (0 to 180 degrees) between two places, seen from `from`; 0 where one of them is `from` itself. */
export function angleBetween(from: Place, one: Place, other: Place): number {
  const width = Math.cos(from.lat * RADIANS);
  const [x1, y1] = [(one.lng - from.lng) * width, one.lat - from.lat];
  const [x2, y2] = [(other.lng - from.lng) * width, other.lat - from.lat];
  const lengths = Math.hypot(x1, y1) * Math.hypot(x2, y2);
  if (lengths === 0) return 0;
  return Math.acos(Math.max(-1, Math.min(1, (x1 * x2 + y1 * y2) / lengths))) / RADIANS;
}
