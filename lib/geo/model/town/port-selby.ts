import type { Place } from "@/lib/geo/model/place";
import drawn from "./port-selby.json" with { type: "json" };
import { type Road, type Town, type TownFeature, townSchema } from "./town-schema";

let parsed: Town | undefined;

/** Returns the demo's town, which `npm run town` draws. */
export function portSelby(): Town {
  parsed ??= townSchema.parse(drawn);
  return parsed;
}

const isRoad = (feature: TownFeature): feature is Road => feature.properties.kind === "road";

export const roadsOf = (town: Town): Road[] => town.features.filter(isRoad);

export const placeOf = ([lng, lat]: readonly [number, number]): Place => ({ lat, lng });
