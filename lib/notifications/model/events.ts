import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { noticeSchema } from "./schema";

/** `unread_count` includes this notification. */
export const notification = defineEvent({
  name: "notification",
  durability: "durable",
  priority: "normal",
  schema: z.extend(noticeSchema, {
    id: idSchema,
    timestamp: instantSchema,
    unread_count: z.int().check(z.nonnegative()),
  }),
});
