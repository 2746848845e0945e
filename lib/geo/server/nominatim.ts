import "server-only";
import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { askJson, PATIENCE_MS } from "./ask-json";
import { type Geocoder, UNAVAILABLE, UNKNOWN } from "./geocoder";

/** https://nominatim.org/release-docs/latest/api/Search/: the best match first, with degrees as texts. */
const degrees = z.string().check(z.maxLength(40), z.regex(/^-?\d{1,3}(?:\.\d+)?$/));
const answerSchema = z.array(z.object({ lat: degrees, lon: degrees })).check(z.maxLength(100));

export function nominatim(base: string, patienceMs = PATIENCE_MS): Geocoder {
  return async ({ line1, postal_code, city }) => {
    const url = new URL("search", base.endsWith("/") ? base : `${base}/`);
    const asked = { street: line1, postalcode: postal_code, city, format: "jsonv2", limit: "1" };
    url.search = new URLSearchParams(asked).toString();
    const answer = answerSchema.safeParse(await askJson(url, patienceMs));
    if (!answer.success) return UNAVAILABLE;
    const [best] = answer.data;
    if (best === undefined) return UNKNOWN;
    const place = placeSchema.safeParse({ lat: Number(best.lat), lng: Number(best.lon) });
    return place.success ? { kind: "found", place: place.data } : UNAVAILABLE;
  };
}
