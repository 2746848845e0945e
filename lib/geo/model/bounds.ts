import type { Place } from "./place";

/** Smaller maps would show a single house. */
const LEAST_DEGREES = 0.0015;

/** Returns west, south, east and north of some places, with a little room; null for none. */
export function boundsOf(places: readonly Place[]): [number, number, number, number] | null {
  if (places.length === 0) return null;
  const lats = places.map(({ lat }) => lat);
  const lngs = places.map(({ lng }) => lng);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const up = Math.max(0, LEAST_DEGREES - (north - south)) / 2;
  const aside = Math.max(0, LEAST_DEGREES - (east - west)) / 2;
  return [west - aside, south - up, east + aside, north + up];
}
