import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { paymentStateSchema } from "./schema";

const moneySchema = z.int().check(z.minimum(0));

/** To the customer, and to the store once the order is placed. `version` counts the payment's changes. */
export const paymentStatus = defineEvent({
  name: "payment_status",
  durability: "durable",
  priority: "high",
  schema: z.object({
    order_id: idSchema,
    status: paymentStateSchema,
    authorized: moneySchema,
    captured: moneySchema,
    refunded: moneySchema,
    version: z.int().check(z.positive()),
    timestamp: instantSchema,
  }),
});
