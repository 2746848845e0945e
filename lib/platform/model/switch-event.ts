import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { switchNameSchema } from "./switches";

/** Tells every page that a part of the platform was stopped, or runs again. */
export const platformSwitch = defineEvent({
  name: "platform_switch",
  durability: "durable",
  priority: "high",
  schema: z.object({
    name: switchNameSchema,
    is_stopped: z.boolean(),
    /** Null when it runs again, as `since`. */
    reason: z.nullable(shortTextSchema),
    since: z.nullable(instantSchema),
    timestamp: instantSchema,
  }),
});
