import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";
import { chatPartySchema, chatRoomSchema } from "./message";

/** The query of `GET /api/orders/:id/messages`. */
export const chatQuerySchema = z.object({
  room: chatRoomSchema,
  as: z.optional(chatPartySchema),
  cursor: z.optional(z.string().check(z.maxLength(16))),
});

/** The query of an upload. */
export const chatPhotoQuerySchema = z.object({ room: chatRoomSchema, as: z.optional(chatPartySchema) });

/** Characters of 300 ids with their commas. */
const IDS_LENGTH = 300 * 37;

/** The query of `GET /api/chats/unread`: ids with commas between them. */
export const unreadQuerySchema = z.object({ order_ids: z.string().check(z.maxLength(IDS_LENGTH)) });

export const orderIdsSchema = z.array(idSchema).check(z.maxLength(300));
