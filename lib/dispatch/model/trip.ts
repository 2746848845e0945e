import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { FAIL_REASONS, vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const tripStepSchema = z.enum(["at_store", "picked_up", "at_door", "delivered", "failed", "undo"]);
export type TripStep = z.infer<typeof tripStepSchema>;

export const failReasonSchema = z.enum(FAIL_REASONS);
export type FailReason = z.infer<typeof failReasonSchema>;

/** A line of the ticket, to be checked at the counter. */
const lineSchema = z.object({
  name: shortTextSchema,
  quantity: z.int(),
  options: z.array(shortTextSchema).check(z.maxLength(100)),
  note: longTextSchema,
});

/** A stop as its rider sees it. The door and the guest's name are there from the pick-up on. */
export const tripStopSchema = z.object({
  order_id: idSchema,
  order_code: shortTextSchema,
  kind: z.enum(["pick_up", "drop_off"]),
  /** The store's name, or the guest's. */
  name: shortTextSchema,
  address: shortTextSchema,
  /** For the doorbell; at a store, what the guest wrote about the order, such as an allergy. */
  note: longTextSchema,
  place: z.nullable(placeSchema),
  arrived_at: z.nullable(instantSchema),
  done_at: z.nullable(instantSchema),
  outcome: z.nullable(z.enum(["done", "failed", "released"])),
  /** When the food is expected, or was, ready; for a door, when it is promised. */
  due_at: z.nullable(instantSchema),
  is_ready: z.boolean(),
  leave_at_door: z.boolean(),
  /** To be collected at the door, in minor units; null: paid. */
  cash: z.nullable(z.int()),
  lines: z.array(lineSchema).check(z.maxLength(100)),
});
export type TripStop = z.infer<typeof tripStopSchema>;

/** Money is in minor units of `currency`. */
export const tripPaySchema = z.object({
  currency: shortTextSchema,
  base: z.int(),
  distance: z.int(),
  waiting: z.int(),
  tip: z.int(),
});

export const tripSchema = z.object({
  id: idSchema,
  rider_id: idSchema,
  vehicle: vehicleSchema,
  version: z.int(),
  accepted_at: instantSchema,
  /** With the first pick-up. */
  left_at: z.nullable(instantSchema),
  finished_at: z.nullable(instantSchema),
  metres: z.int(),
  pay: tripPaySchema,
  /** In the order in which they are made, with those that were given to other riders: at most six are ahead. */
  stops: z.array(tripStopSchema).check(z.maxLength(200)),
});
export type Trip = z.infer<typeof tripSchema>;
