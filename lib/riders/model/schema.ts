import * as z from "zod/mini";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { positionSchema } from "./position";

/** A rider as dispatchers see them. */
export const riderSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  /** The store of the fleet; null: the platform's. */
  tenant_id: z.nullable(idSchema),
  vehicle: vehicleSchema,
  /** Null: off shift. */
  shift: z.nullable(z.object({ started_at: instantSchema, ends_at: instantSchema })),
  /** Only while on shift. */
  position: z.nullable(positionSchema),
});
