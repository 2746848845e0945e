import "server-only";
import { env, isDemo } from "@/lib/env";
import type { AddressQuery, FoundPlace } from "@/lib/geo/model/find-place";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import { fold } from "@/lib/text/fold";
import { cachedGeocoder } from "./cached-geocoder";
import { type Geocoder, UNKNOWN } from "./geocoder";
import { nominatim } from "./nominatim";
import { photon } from "./photon";

const DEMO_CITY = "port selby";

/** Knows the demo's town, in a demo. For other addresses customers put a pin on the map. */
const embedded: Geocoder = async ({ line1, city }) => {
  if (!isDemo() || fold(city.trim()) !== DEMO_CITY) return UNKNOWN;
  const place = findDemoAddress(line1);
  return place === null ? UNKNOWN : { kind: "found", place };
};

function chosen(): Geocoder {
  const { GEOCODER_PHOTON_URL, GEOCODER_NOMINATIM_URL } = env();
  if (GEOCODER_PHOTON_URL !== undefined) return cachedGeocoder(photon(GEOCODER_PHOTON_URL));
  if (GEOCODER_NOMINATIM_URL !== undefined) return cachedGeocoder(nominatim(GEOCODER_NOMINATIM_URL));
  return embedded;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireGeocoder: Geocoder | undefined;
}

/** Returns where an address is. Never throws, and answers within two seconds. */
export function findPlace(address: AddressQuery): Promise<FoundPlace> {
  globalThis.platewireGeocoder ??= chosen();
  return globalThis.platewireGeocoder(address);
}
