import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { chatMessageSchema, chatPartySchema, chatRoomSchema, REPORT_REASONS } from "./message";

/** On the channel of each member. `as`: who that member is, so `author.kind === as` is an own message. */
const toMember = { as: chatPartySchema, tenant_id: idSchema };

export const chatMessage = defineEvent({
  name: "chat_message",
  durability: "durable",
  priority: "high",
  schema: z.extend(chatMessageSchema, { ...toMember, order_code: shortTextSchema }),
});
export type ChatMessageEvent = z.infer<typeof chatMessage.schema>;

/** The latest of a member in a room, at most one a second. Never stored: a page forgets it after some seconds. */
export const typingIndicator = defineEvent({
  name: "typing_indicator",
  durability: "ephemeral",
  priority: "low",
  throttle: true,
  key: ({ order_id, room, author }) => `${order_id} ${room} ${author.kind}`,
  schema: z.object({
    ...toMember,
    order_id: idSchema,
    room: chatRoomSchema,
    author: z.object({ kind: chatPartySchema, name: shortTextSchema }),
    is_typing: z.boolean(),
  }),
});

/** Somebody has read everything up to a message. On the reader's own channel, too: a badge goes on all devices at once. */
export const readReceipt = defineEvent({
  name: "read_receipt",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    ...toMember,
    order_id: idSchema,
    room: chatRoomSchema,
    reader: z.object({ kind: chatPartySchema }),
    message_id: idSchema,
    seq: z.int().check(z.positive()),
    read_at: instantSchema,
  }),
});

/** For admins, and by a notification for the store: a message was reported, or somebody does not want to be written to any more. */
export const chatTrouble = defineEvent({
  name: "chat_trouble",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    kind: z.enum(["report", "block"]),
    order_id: idSchema,
    order_code: shortTextSchema,
    tenant_id: idSchema,
    /** Of the report. */
    room: z.nullable(chatRoomSchema),
    /** Who reported or blocked whom. */
    by: chatPartySchema,
    about: chatPartySchema,
    reason: z.nullable(z.enum(REPORT_REASONS)),
    timestamp: instantSchema,
  }),
});
