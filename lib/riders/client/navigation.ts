import type { Vehicle } from "@/lib/orders/model/delivery";

export interface Destination {
  /** Null: only the address is known. */
  place: { lat: number; lng: number } | null;
  address: string;
}

/** How Apple's maps call the ways of going; bicycles go by the default of the phone. */
const APPLE_MODE: { readonly [Each in Vehicle]?: string } = { foot: "w", car: "d", scooter: "d" };

/**
 * Returns a link that opens the phone's own map application. Android asks which application to use with `geo:`
 * (https://developer.android.com/guide/components/intents-common#Maps); Apple's devices open Maps
 * (https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks/MapLinks.html); others get a
 * map in the browser.
 */
export function navigationLink(userAgent: string, { place, address }: Destination, vehicle: Vehicle): string {
  const at = place === null ? null : `${place.lat},${place.lng}`;
  if (/Android/i.test(userAgent)) return `geo:${at ?? "0,0"}?q=${encodeURIComponent(at ?? address)}`;
  if (/iPhone|iPad|iPod|Macintosh/.test(userAgent)) {
    const mode = APPLE_MODE[vehicle];
    const query = new URLSearchParams({ daddr: at ?? address, ...(mode !== undefined && { dirflg: mode }) });
    return `https://maps.apple.com/?${query}`;
  }
  if (place === null)
    return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: address })}`;
  return `https://www.openstreetmap.org/directions?${new URLSearchParams({ to: at ?? "" })}`;
}
