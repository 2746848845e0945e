import type { Place } from "@/lib/geo/model/place";
import type { DeliveryBy } from "@/lib/stores/model/delivery-by";
import type { Area } from "./area-schema";
import type { Zone } from "./schema";
import { zoneOf } from "./zone-of";

export const doesReach = ({ kind }: Area) => kind === "everywhere" || kind === "zone";

export const EVERYWHERE: Area = { kind: "everywhere", zone_id: null, zone_name: null };

/** How a store delivers. */
export interface Delivery {
  readonly by: DeliveryBy;
  readonly store: Place | null;
  readonly zones: readonly Zone[];
}

/** Riders are sent to places, and zones are made of them; a store's own people find the way by an address. */
export const needsPlace = ({ by, zones }: Pick<Delivery, "by" | "zones">) =>
  zones.length > 0 || by === "riders";

/** `place` is where the address is; null: nobody knows. */
export function findZone(delivery: Delivery, place: Place | null): { area: Area; zone: Zone | null } {
  const without = (kind: Area["kind"]) => ({ area: { ...EVERYWHERE, kind }, zone: null });
  if (place === null && needsPlace(delivery)) return without("unknown");
  if (place === null || delivery.zones.length === 0) return without("everywhere");
  const zone = zoneOf(delivery.zones, delivery.store, place);
  if (zone === null) return without("outside");
  return { area: { kind: "zone", zone_id: zone.id, zone_name: zone.name }, zone };
}

/** Returns the store as it delivers to that zone. */
export function storeIn<
  Store extends { delivery_fee: number; minimum_order: number; delivery_minutes: number },
>(store: Store, zone: Zone | null): Store {
  if (zone === null) return store;
  return {
    ...store,
    delivery_fee: zone.fee,
    minimum_order: zone.minimum_order,
    delivery_minutes: store.delivery_minutes + zone.extra_minutes,
  };
}
