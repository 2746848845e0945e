import type { Place } from "./place";

const METRES_PER_DEGREE = 111_195;

/** Moves a place by metres to the east and to the north. */
export function moved({ lat, lng }: Place, east: number, north: number): Place {
  const width = Math.cos((lat * Math.PI) / 180);
  return { lat: lat + north / METRES_PER_DEGREE, lng: lng + east / (METRES_PER_DEGREE * width) };
}
