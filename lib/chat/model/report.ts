import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { chatPartySchema, chatRoomSchema, REPORT_REASONS } from "./message";

/** A report of a message, without the message. */
export const chatReportSchema = z.object({
  id: idSchema,
  order_id: idSchema,
  order_code: shortTextSchema,
  store: shortTextSchema,
  room: chatRoomSchema,
  /** Who reported it. */
  by: chatPartySchema,
  reason: z.enum(REPORT_REASONS),
  note: z.string().check(z.maxLength(500)),
  created_at: instantSchema,
});
export type ChatReport = z.infer<typeof chatReportSchema>;
