import type { AddressQuery, FoundPlace } from "@/lib/geo/model/find-place";

/** A directory of addresses. It never throws: an order can always be helped by a pin on the map. */
export type Geocoder = (address: AddressQuery) => Promise<FoundPlace>;

export const UNKNOWN: FoundPlace = { kind: "unknown" };
export const UNAVAILABLE: FoundPlace = { kind: "unavailable" };
