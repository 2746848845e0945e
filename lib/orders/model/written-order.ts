import * as z from "zod/mini";
import { orderSummarySchema } from "./schema";

/** The fields that every writer gets back; the others need the right to read orders. */
const writtenOrderSchema = z.pick(orderSummarySchema, {
  id: true,
  order_code: true,
  user_id: true,
  address_id: true,
  total_qty: true,
  final_amount: true,
  order_status: true,
  created_at: true,
  updated_at: true,
});

export function writtenOrder(
  order: z.output<typeof writtenOrderSchema>,
): z.output<typeof writtenOrderSchema> {
  return writtenOrderSchema.parse(order);
}
