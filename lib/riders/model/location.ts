import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { positionSchema } from "./position";
import { LOCATION_STATES } from "./visibility";

/** Where the rider of an order is, as far as the reader may know. */
export const riderLocationSchema = z.object({
  state: z.enum(LOCATION_STATES),
  /** Doors of others that come first. */
  doors_before: z.int(),
  rider: z.nullable(z.object({ name: shortTextSchema, vehicle: vehicleSchema })),
  /** Null: unknown, or not for the reader now. */
  position: z.nullable(positionSchema),
  /** Of the order; null: unknown. The door is only for the customer, who has written its address. */
  store: z.nullable(placeSchema),
  door: z.nullable(placeSchema),
  read_at: instantSchema,
});
export type RiderLocation = z.infer<typeof riderLocationSchema>;
