import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { orderChangesSchema, orderStatusSchema } from "./changing-fields";
import { boardOrderSchema, timelineEntrySchema } from "./schema";

const aboutOrder = {
  order_id: idSchema,
  order_code: shortTextSchema,
  tenant_id: idSchema,
  timestamp: instantSchema,
};
const sequence = { step: z.int(), total_steps: z.int() };
const estimate = z.nullable(z.object({ from: instantSchema, to: instantSchema }));

export const newOrder = defineEvent({
  name: "new_order",
  durability: "durable",
  priority: "urgent",
  schema: z.object({
    ...aboutOrder,
    order_status: orderStatusSchema,
    version: z.int().check(z.positive()),
    order: boardOrderSchema,
  }),
});

export const orderStatusUpdate = defineEvent({
  name: "order_status_update",
  durability: "durable",
  priority: "high",
  schema: z.object({
    ...aboutOrder,
    ...sequence,
    order_status: orderStatusSchema,
    /** Equal to `order_status` when only fields changed; null for a new order. */
    previous_status: z.nullable(orderStatusSchema),
    version: z.int().check(z.positive()),
    estimated_delivery: estimate,
    changes: orderChangesSchema,
    entry: timelineEntrySchema,
  }),
});

export type OrderStatusUpdate = z.infer<typeof orderStatusUpdate.schema>;
