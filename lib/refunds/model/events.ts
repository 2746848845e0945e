import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import {
  bearerSchema,
  contestStatusSchema,
  faultSchema,
  refundRoleSchema,
  refundStatusSchema,
} from "./schema";

export const refundChangeSchema = z.enum([
  "requested",
  "granted",
  "refused",
  "refunded",
  "failed",
  "contested",
  "contest_upheld",
  "contest_rejected",
]);
export type RefundChange = z.infer<typeof refundChangeSchema>;

/**
 * To the order's store on its channel of refunds, and to its customer. `change` says what happened, the other fields how the refund
 * is now. A refund of cash or of the demo's card is `granted` and `refunded` at once.
 */
export const refundChanged = defineEvent({
  name: "refund_changed",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    refund_id: idSchema,
    order_id: idSchema,
    order_code: shortTextSchema,
    tenant_id: idSchema,
    change: refundChangeSchema,
    status: refundStatusSchema,
    amount: z.int().check(z.positive()),
    currency: shortTextSchema,
    fault: faultSchema,
    requested_role: refundRoleSchema,
    /** Null for the customer, as `contest_status`. */
    borne_by: z.nullable(bearerSchema),
    contest_status: z.nullable(contestStatusSchema),
    version: z.int().check(z.positive()),
    timestamp: instantSchema,
  }),
});
export type RefundChanged = z.infer<typeof refundChanged.schema>;
