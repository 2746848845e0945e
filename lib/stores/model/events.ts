import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { intakeFactsSchema, storeStatusSchema } from "./status/schema";

/**
 * Somebody changed whether a store takes orders, or its hours. What changes with the time alone has no event: readers follow
 * `hours` and `intake` by the clock, or ask again at `until`.
 */
export const storeStatus = defineEvent({
  name: "store_status",
  durability: "durable",
  priority: "high",
  schema: z.extend(storeStatusSchema, {
    ...intakeFactsSchema.shape,
    tenant_id: idSchema,
    timestamp: instantSchema,
  }),
});
