import * as z from "zod/mini";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { positionSchema } from "@/lib/riders/model/position";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { offerSchema } from "./offer";
import { tripSchema } from "./trip";

/** Everything that the rider's page shows. */
export const riderHomeSchema = z.object({
  rider: z.object({
    id: idSchema,
    name: shortTextSchema,
    vehicle: vehicleSchema,
    /** The store of the fleet; null: the platform's. */
    fleet_name: z.nullable(shortTextSchema),
    /** In which the page shows its times. */
    time_zone: shortTextSchema,
  }),
  /** Null: off shift. */
  shift: z.nullable(
    z.object({
      started_at: instantSchema,
      ends_at: instantSchema,
      vehicle: vehicleSchema,
      position: z.nullable(positionSchema),
      trips: z.int(),
      /** Earned on this shift, in minor units, by currency. */
      earned: z
        .array(z.object({ currency: shortTextSchema, amount: z.int() }))
        .check(z.minLength(1), z.maxLength(20)),
    }),
  ),
  offers: z.array(offerSchema).check(z.maxLength(10)),
  trip: z.nullable(tripSchema),
});
export type RiderHome = z.infer<typeof riderHomeSchema>;
