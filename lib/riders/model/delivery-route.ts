import { DETOUR } from "@/lib/dispatch/model/travel/embedded";
import type { Place } from "@/lib/geo/model/place";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { freshnessOf } from "./freshness";
import type { RiderLocation } from "./location";
import { metresToEnd } from "./motion";

/** Returns the way from the store to the door where the roads are known, in Port Selby; otherwise an empty one. */
export function deliveryRoute({ store, door }: Pick<RiderLocation, "store" | "door">): Place[] {
  if (store === null || door === null) return [];
  const route = roadRoute(store, door);
  return route.length > 2 ? route : [];
}

/** Returns how far the rider still has to go to the door; null when nobody knows. `now` is the server's time (ms). */
export function metresAway(
  { position, door, state }: RiderLocation,
  route: readonly Place[],
  now: number,
): number | null {
  if (position === null || door === null || state !== "on_the_way") return null;
  if (freshnessOf(Date.parse(position.at), now).freshness === "lost") return null;
  return metresToEnd(route.length > 0 ? route : [door], position, DETOUR);
}
