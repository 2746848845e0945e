import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

export const SLOT_ORDERS = { minimum: 1, maximum: 100 } as const;

/** How a store promises by the load of its kitchen: lib/stores/model/load.ts. */
export const capacitySchema = z.object({
  /** Orders that can be ready in a quarter of an hour; null: any number. */
  slot_orders: z.nullable(z.int().check(z.minimum(SLOT_ORDERS.minimum), z.maximum(SLOT_ORDERS.maximum))),
  auto_busy: z.boolean(),
});
export type Capacity = z.infer<typeof capacitySchema>;

export const setStoreCapacitySchema = z.extend(capacitySchema, { tenant_id: idSchema });
