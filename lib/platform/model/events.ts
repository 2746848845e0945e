import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const jobActivity = defineEvent({
  name: "job_activity",
  durability: "durable",
  priority: "low",
  schema: z.object({
    name: z.string().check(z.maxLength(64)),
    state: z.enum(["idle", "running", "error"]),
    progress: z.nullable(z.int().check(z.gte(0), z.lte(100))),
    message: z.nullable(z.string().check(z.maxLength(500))),
    /** Items that the last run handled; null before the first run has ended. */
    processed: z.nullable(z.int().check(z.nonnegative())),
    timestamp: instantSchema,
  }),
});

/** Sent to admins, so that their lists and pages follow what happens. It names nobody: the pages read what it is about. */
export const adminNews = defineEvent({
  name: "admin_news",
  durability: "durable",
  priority: "low",
  schema: z.object({
    kind: z.enum(["appeal_made", "appeal_answered", "person_changed", "store_changed", "refund_changed"]),
    /** Of the person, the store or the refund. */
    id: idSchema,
    timestamp: instantSchema,
  }),
});
