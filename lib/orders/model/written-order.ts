import * as z from "zod/mini";
import { orderPaymentSchema } from "@/lib/payments/model/schema";
import { orderSummarySchema } from "./schema";

/** The fields that every writer gets back; the others need the right to read orders. */
const writtenOrderSchema = z.extend(
  z.pick(orderSummarySchema, {
    id: true,
    order_code: true,
    user_id: true,
    address_id: true,
    total_qty: true,
    final_amount: true,
    order_status: true,
    created_at: true,
    updated_at: true,
  }),
  {
    /** Without it, whoever placed the order could not pay it. */
    payment: z.optional(
      z.nullable(z.pick(orderPaymentSchema, { status: true, client_secret: true, expires_at: true })),
    ),
  },
);

export function writtenOrder(
  order: z.output<typeof writtenOrderSchema>,
): z.output<typeof writtenOrderSchema> {
  return writtenOrderSchema.parse(order);
}
