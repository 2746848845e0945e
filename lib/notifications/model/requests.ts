import * as z from "zod";

export const notificationPageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
  unread: z.literal("true").optional(),
});
