import * as z from "zod/mini";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const noticeSchema = z.object({
  type: z.enum(["info", "warning", "error", "success"]),
  title: shortTextSchema,
  message: longTextSchema,
  /** A path of this application; null when there is no page to open. */
  action_url: z.nullable(longTextSchema),
});
export type Notice = z.infer<typeof noticeSchema>;

export const notificationSchema = z.extend(noticeSchema, {
  id: idSchema,
  created_at: instantSchema,
  read_at: z.nullable(instantSchema),
});
export type Notification = z.infer<typeof notificationSchema>;

const IDS = 100;

export const markSeenSchema = z.strictObject({
  ids: z.array(idSchema).check(z.minLength(1), z.maxLength(IDS)),
});

export const markReadSchema = z.union([
  z.strictObject({ ids: z.array(idSchema).check(z.minLength(1), z.maxLength(IDS)) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type MarkRead = z.infer<typeof markReadSchema>;

export const markedReadSchema = z.object({ unread_count: z.int().check(z.nonnegative()) });
export type MarkedRead = z.infer<typeof markedReadSchema>;
