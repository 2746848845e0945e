import "server-only";
import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { askJson, PATIENCE_MS } from "./ask-json";
import { type Geocoder, UNAVAILABLE, UNKNOWN } from "./geocoder";

/** https://github.com/komoot/photon#search-api: GeoJSON, the best match first. */
const answerSchema = z.object({
  features: z
    .array(z.object({ geometry: z.object({ coordinates: z.tuple([z.number(), z.number()]) }) }))
    .check(z.maxLength(100)),
});

export function photon(base: string, patienceMs = PATIENCE_MS): Geocoder {
  return async ({ line1, postal_code, city }) => {
    const url = new URL("api", base.endsWith("/") ? base : `${base}/`);
    url.search = new URLSearchParams({ q: `${line1}, ${postal_code} ${city}`, limit: "1" }).toString();
    const answer = answerSchema.safeParse(await askJson(url, patienceMs));
    if (!answer.success) return UNAVAILABLE;
    const [best] = answer.data.features;
    if (best === undefined) return UNKNOWN;
    const [lng, lat] = best.geometry.coordinates;
    const place = placeSchema.safeParse({ lat, lng });
    return place.success ? { kind: "found", place: place.data } : UNAVAILABLE;
  };
}
