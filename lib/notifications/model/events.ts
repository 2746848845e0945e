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
    /** The same in all notifications that one request sent. */
    batch: z.exactOptional(idSchema),
  }),
});

/** On all devices of a person, notifications were marked as read: these, or all when `ids` is null. */
export const notificationsRead = defineEvent({
  name: "notifications_read",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    ids: z.nullable(z.array(idSchema).check(z.maxLength(100))),
    unread_count: z.int().check(z.nonnegative()),
    timestamp: instantSchema,
  }),
});
