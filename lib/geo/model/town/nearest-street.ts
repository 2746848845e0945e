import { nearestOnLine } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";
import { placeOf, portSelby, roadsOf } from "./port-selby";

/** Farther away, a street's name would mislead. */
const FARTHEST_METRES = 120;

/** Returns the name of the street of Port Selby that a place is at; null away from all of them. */
export function nearestDemoStreet(place: Place): string | null {
  let name: string | null = null;
  let nearest = FARTHEST_METRES;
  for (const { properties, geometry } of roadsOf(portSelby()))
    for (const part of geometry.coordinates) {
      const away = nearestOnLine(place, part.map(placeOf))?.away ?? nearest;
      if (away < nearest) [name, nearest] = [properties.name, away];
    }
  return name;
}
