import * as z from "zod/mini";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { paymentStateSchema } from "./schema";

/** Money is in minor units of `currency`. */
export const stuckPaymentSchema = z.object({
  id: idSchema,
  order_id: idSchema,
  tenant_id: idSchema,
  tenant_name: shortTextSchema,
  provider: z.enum(["demo", "stripe"]),
  provider_ref: z.nullable(shortTextSchema),
  status: paymentStateSchema,
  currency: shortTextSchema,
  amount: z.int(),
  authorized: z.int(),
  captured: z.int(),
  refunded: z.int(),
  is_placed: z.boolean(),
  stuck_since: instantSchema,
  problem: z.nullable(longTextSchema),
});
export type StuckPayment = z.infer<typeof stuckPaymentSchema>;
