import * as z from "zod/mini";
import { orderStatusSchema } from "@/lib/orders/model/changing-fields";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** An order in the search of admins. Money is in minor units of the currency. */
export const foundOrderSchema = z.object({
  id: idSchema,
  order_code: shortTextSchema,
  order_status: orderStatusSchema,
  is_test: z.boolean(),
  created_at: instantSchema,
  ready_at: z.nullable(instantSchema),
  tenant_id: idSchema,
  tenant_name: shortTextSchema,
  time_zone: shortTextSchema,
  customer_id: idSchema,
  customer_name: shortTextSchema,
  rider_name: z.nullable(shortTextSchema),
  total_qty: z.int(),
  final_amount: z.int(),
  currency: shortTextSchema,
});
export type FoundOrder = z.infer<typeof foundOrderSchema>;

/** In characters. */
export const ORDER_SEARCH_LENGTH = 120;
