import * as z from "zod/mini";
import { type Place, placeSchema } from "@/lib/geo/model/place";
import { idSchema } from "@/lib/text/id";
import { deliveryBySchema } from "./delivery-by";

/** Whose riders bring the orders of a store. */
export const RIDER_FLEETS = ["platform", "own", "both"] as const;

/** How riders are found: the plan decides, riders are asked one after the other, all at once, or a person decides. */
export const DISPATCH_MODES = ["automatic", "in_turn", "broadcast", "manual"] as const;
export type DispatchMode = (typeof DISPATCH_MODES)[number];

/** How a store delivers. Only staff and admins see all of it. */
export const deliverySettingsSchema = z.object({
  delivery_by: deliveryBySchema,
  rider_fleet: z.enum(RIDER_FLEETS),
  dispatch_mode: z.enum(DISPATCH_MODES),
  /** Staff see where the rider of an order is, until the pick-up. */
  sees_riders: z.boolean(),
  /** Where the store is. Null: nobody has said. */
  place: z.nullable(placeSchema),
});
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>;

export const setStoreDeliverySchema = z.object({
  tenant_id: idSchema,
  delivery: deliverySettingsSchema,
  /** What the person saw. */
  before: deliverySettingsSchema,
});

export const DELIVERY_PARTS = [
  "delivery_by",
  "rider_fleet",
  "dispatch_mode",
  "sees_riders",
  "place",
] as const;
export type DeliveryPart = (typeof DELIVERY_PARTS)[number];

const isSamePlace = (one: Place | null, other: Place | null) =>
  one?.lat === other?.lat && one?.lng === other?.lng;

export const isSamePart = (part: DeliveryPart, one: DeliverySettings, other: DeliverySettings) =>
  part === "place" ? isSamePlace(one.place, other.place) : one[part] === other[part];

export interface MergedDelivery {
  /** Where both changed the same part, it is as in `mine`. */
  readonly delivery: DeliverySettings;
  /** The parts that both changed, each to something else. */
  readonly contested: readonly DeliveryPart[];
}

/** Joins two changes of the same settings. Whoever changed a part decides it, as with the hours. */
export function mergeDelivery(
  before: DeliverySettings,
  mine: DeliverySettings,
  theirs: DeliverySettings,
): MergedDelivery {
  const pick = <Part extends DeliveryPart>(part: Part): DeliverySettings[Part] =>
    isSamePart(part, mine, before) ? theirs[part] : mine[part];
  return {
    delivery: {
      delivery_by: pick("delivery_by"),
      rider_fleet: pick("rider_fleet"),
      dispatch_mode: pick("dispatch_mode"),
      sees_riders: pick("sees_riders"),
      place: pick("place"),
    },
    contested: DELIVERY_PARTS.filter(
      (part) =>
        !isSamePart(part, mine, before) &&
        !isSamePart(part, theirs, before) &&
        !isSamePart(part, mine, theirs),
    ),
  };
}
