import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { boardOrderSchema } from "@/lib/orders/model/schema";
import { riderSchema } from "@/lib/riders/model/schema";
import { deliverySettingsSchema } from "@/lib/stores/model/delivery-settings";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { decisionSchema } from "./decision";
import { offerSchema } from "./offer";

const ASKED_AT_MOST = 50;

/** An open order as dispatchers see it. Doors are shown to dispatchers, because they plan with them. */
export const dispatchOrderSchema = z.extend(
  z.pick(boardOrderSchema, {
    id: true,
    order_code: true,
    tenant_id: true,
    tenant_name: true,
    tenant_slug: true,
    time_zone: true,
    order_status: true,
    version: true,
    delivery_by: true,
    rider_id: true,
    rider_name: true,
    rider_vehicle: true,
    rider_state: true,
    promised_at: true,
    ready_at: true,
    eta_from: true,
    eta_to: true,
    total_qty: true,
    created_at: true,
    accepted_at: true,
  }),
  {
    store_place: z.nullable(placeSchema),
    door_place: z.nullable(placeSchema),
    /** For example the street. */
    door_name: shortTextSchema,
    /** The median, by what is known of the kitchen. */
    expected_ready_at: z.nullable(instantSchema),
    pinned_rider_id: z.nullable(idSchema),
    trip_id: z.nullable(idSchema),
    /** The latest decision about it. */
    decision: z.nullable(decisionSchema),
    /** The offer that is open now; the first, where several riders are asked at once. */
    offer: z.nullable(offerSchema),
    /** All offers that are open now. */
    asked: z.array(z.object({ offer_id: idSchema, rider_id: idSchema })).check(z.maxLength(ASKED_AT_MOST)),
    /** Its rider could not hand it over, and this dispatcher decides what becomes of it. */
    may_decide: z.boolean(),
    /** Riders who declined it, or let its offer expire. */
    refusals: z.int(),
  },
);
export type DispatchOrder = z.infer<typeof dispatchOrderSchema>;

export const dispatchRiderSchema = z.extend(riderSchema, {
  /** Stops ahead, in order; the pick-ups that are done are left out. */
  stops: z
    .array(
      z.object({
        order_id: idSchema,
        order_code: shortTextSchema,
        kind: z.enum(["pick_up", "drop_off"]),
        name: shortTextSchema,
        place: z.nullable(placeSchema),
        expected_at: z.nullable(instantSchema),
      }),
    )
    .check(z.maxLength(6)),
  vehicle: vehicleSchema,
  carries: z.int(),
  has_offer: z.boolean(),
});
export type DispatchRider = z.infer<typeof dispatchRiderSchema>;

/** How the orders of a store find a rider, with all that a change of it must leave as it is. */
export const dispatchStoreSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  delivery: deliverySettingsSchema,
  may_change: z.boolean(),
});
export type DispatchStore = z.infer<typeof dispatchStoreSchema>;

/** More stores than an admin could look through. */
export const STORES_AT_MOST = 500;

export const dispatchViewSchema = z.object({
  /** Those that riders may bring the orders of, by name. */
  stores: z.array(dispatchStoreSchema).check(z.maxLength(STORES_AT_MOST)),
  orders: z.array(dispatchOrderSchema).check(z.maxLength(1_000)),
  /** On shift. */
  riders: z.array(dispatchRiderSchema).check(z.maxLength(1_000)),
});
export type DispatchView = z.infer<typeof dispatchViewSchema>;
