import * as z from "zod/mini";
import { deliveryBySchema } from "@/lib/stores/model/delivery-by";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** `failed`: the rider could not hand it over, and an admin, or the store whose rider it is, decides. */
export const RIDER_STATES = ["none", "accepted", "at_store", "picked_up", "at_door", "failed"] as const;
export const riderStateSchema = z.enum(RIDER_STATES);
export type RiderState = z.infer<typeof riderStateSchema>;

export const VEHICLES = ["foot", "bicycle", "e-bike", "scooter", "car"] as const;
export const vehicleSchema = z.enum(VEHICLES);
export type Vehicle = z.infer<typeof vehicleSchema>;

/** Why a rider could not hand an order over. */
export const FAIL_REASONS = ["NOBODY_OPENS", "WRONG_ADDRESS", "REFUSED", "DAMAGED", "OTHER"] as const;

/** The fields of an order that tell who brings it, and when. */
export const deliveryFields = {
  delivery_by: deliveryBySchema,
  /** The rider who has accepted it. */
  rider_id: z.nullable(idSchema),
  /** First name only. */
  rider_name: z.nullable(shortTextSchema),
  rider_vehicle: z.nullable(vehicleSchema),
  rider_state: riderStateSchema,
  /** When it arrives: the 20th and the 85th percentile. Null: nothing better than the promise is known. */
  eta_from: z.nullable(instantSchema),
  eta_to: z.nullable(instantSchema),
  /** The trip of the rider who has accepted it. */
  trip_id: z.nullable(idSchema),
};
