import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { statusSchema } from "./level";

/** Sent to everyone when the status changes. Durable: a page that missed the end of a fault would go on telling of it. */
export const systemHealth = defineEvent({
  name: "system_health",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    status: statusSchema,
    /** Of the instance that noticed the change. */
    uptime_seconds: z.int().check(z.nonnegative()),
    memory: z.object({
      rss_bytes: z.int().check(z.nonnegative()),
      heap_used_bytes: z.int().check(z.nonnegative()),
      heap_total_bytes: z.int().check(z.nonnegative()),
    }),
    timestamp: instantSchema,
  }),
});
