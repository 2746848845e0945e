import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { Place } from "@/lib/geo/model/place";
import { isInPolygon } from "./polygon";
import type { Zone } from "./schema";

function isIn({ shape }: Zone, store: Place | null, place: Place): boolean {
  if (shape.kind === "polygon") return isInPolygon(shape.points, place);
  return store !== null && metresBetween(store, place) <= shape.radius;
}

/** Returns the first zone that the place is in; null: none. `store` is the centre of rings, which are empty without it. */
export function zoneOf(zones: readonly Zone[], store: Place | null, place: Place): Zone | null {
  return zones.find((zone) => isIn(zone, store, place)) ?? null;
}
