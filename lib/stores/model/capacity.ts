import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

export const SLOT_ORDERS = { minimum: 1, maximum: 100 } as const;
export const SLOT_POINTS = { minimum: 1, maximum: 500 } as const;

const most = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  z.nullable(z.int().check(z.minimum(minimum), z.maximum(maximum)));

/** How a store promises by the load of its kitchen: lib/stores/model/load.ts. At most one of the two limits is a number. */
export const capacitySchema = z.object({
  /** Orders that can be ready in a quarter of an hour; null: any number. */
  slot_orders: most(SLOT_ORDERS),
  /** Points of dishes that can be ready in a quarter of an hour; null: any number. */
  slot_points: most(SLOT_POINTS),
  auto_busy: z.boolean(),
});
export type Capacity = z.infer<typeof capacitySchema>;

export const setStoreCapacitySchema = z.extend(capacitySchema, { tenant_id: idSchema }).check(
  z.refine(({ slot_orders, slot_points }) => slot_orders === null || slot_points === null, {
    error: "Limit the orders or the points, not both",
    path: ["slot_points"],
  }),
);
