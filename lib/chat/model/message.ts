import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText, requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { CANNED_KEYS } from "./canned";
import { CHAT_PARTIES, CHAT_ROOMS } from "./rooms";

export const chatRoomSchema = z.enum(CHAT_ROOMS);
export const chatPartySchema = z.enum(CHAT_PARTIES);
export const cannedKeySchema = z.enum(CANNED_KEYS);

export const CHAT_TEXT_LENGTH = 1_000;
/** A page of messages. */
export const CHAT_PAGE = 50;

/** A language as in BCP 47, as the sender's browser has detected it. */
export const langSchema = z
  .string()
  .check(
    z.maxLength(35),
    z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/, "must be a language such as en"),
  );

/** What the text seems to contain. It is sent all the same: readers are warned. */
export const chatWarningSchema = z.enum(["phone", "bank"]);
export type ChatWarning = z.infer<typeof chatWarningSchema>;

/** `admin_read`: an admin has read the chat, for the reason in `text`. */
const systemSchema = z.enum(["admin_read"]);

const seqSchema = z.int().check(z.nonnegative());

export const chatMessageSchema = z.object({
  id: idSchema,
  order_id: idSchema,
  room: chatRoomSchema,
  /** 1, 2, 3 … within the room. */
  seq: seqSchema,
  /** First names of customers and riders, the store's name, the admin's name with `system`. */
  author: z.object({ kind: z.enum([...CHAT_PARTIES, "system"]), name: shortTextSchema }),
  /** Null where it is a canned reply or a photo. Plain text: links are not clickable. */
  text: z.nullable(z.string().check(z.maxLength(CHAT_TEXT_LENGTH))),
  canned: z.nullable(cannedKeySchema),
  /** `GET /api/orders/:id/messages/photos/:photo_id` */
  photo_id: z.nullable(idSchema),
  system: z.nullable(systemSchema),
  lang: z.nullable(langSchema),
  warning: z.nullable(chatWarningSchema),
  created_at: instantSchema,
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** Up to where a member has read. A member's own message counts as read. */
export const chatReceiptSchema = z.object({
  kind: chatPartySchema,
  seq: seqSchema,
  read_at: instantSchema,
});
export type ChatReceipt = z.infer<typeof chatReceiptSchema>;

/** Why nothing can be written; `reading`: the viewer is an admin. */
export const chatStopSchema = z.enum(["no_rider", "picked_up", "closed", "blocked", "reading"]);

const roomState = {
  order_id: idSchema,
  room: chatRoomSchema,
  /** As whom the viewer is in the room. */
  as: z.enum([...CHAT_PARTIES, "admin"]),
  /** Who sees what is written, the viewer included. */
  members: z.array(z.object({ kind: chatPartySchema, name: shortTextSchema })).check(z.maxLength(3)),
  /** Null: the viewer may write. */
  stop: z.nullable(chatStopSchema),
  /** The members whom the viewer has blocked. */
  blocked: z.array(chatPartySchema).check(z.maxLength(3)),
  /** Null while the order is under way. */
  closes_at: z.nullable(instantSchema),
  readable_until: z.nullable(instantSchema),
  /** `seq` of the last message; 0: none. */
  head: seqSchema,
  /** Up to where the viewer has read: `head - read` messages are unread. */
  read: seqSchema,
};
export const chatStateSchema = z.object(roomState);
/** A room without its messages. */
export type ChatState = z.infer<typeof chatStateSchema>;

export const chatPageSchema = z.object({
  ...roomState,
  /** The oldest first. */
  messages: z.array(chatMessageSchema).check(z.maxLength(CHAT_PAGE)),
  /** For older messages. */
  next_cursor: z.nullable(z.string().check(z.maxLength(16))),
  receipts: z.array(chatReceiptSchema).check(z.maxLength(3)),
});
export type ChatPage = z.infer<typeof chatPageSchema>;

/** One for each room with messages: `unread` is `head - read`. */
export const unreadChatSchema = z.object({
  order_id: idSchema,
  room: chatRoomSchema,
  as: chatPartySchema,
  head: seqSchema,
  read: seqSchema,
  unread: seqSchema,
});
export type UnreadChat = z.infer<typeof unreadChatSchema>;

const inRoom = {
  order_id: idSchema,
  room: chatRoomSchema,
  /** As whom; needed only by a person who is two, for example an owner who orders at the own store. */
  as: z.optional(chatPartySchema),
};

/** The body of `POST /api/orders/:id/messages`, without the order. */
export const chatContentSchema = z
  .object({
    room: chatRoomSchema,
    as: z.optional(chatPartySchema),
    text: z.optional(requiredText(CHAT_TEXT_LENGTH)),
    canned: z.optional(cannedKeySchema),
    photo_id: z.optional(idSchema),
    lang: z.optional(langSchema),
  })
  .check(
    z.refine(
      ({ text, canned, photo_id }) =>
        [text, canned, photo_id].filter((part) => part !== undefined).length === 1,
      { error: "Give one of text, canned and photo_id", path: ["text"] },
    ),
  );

export const sendChatSchema = z.object({ order_id: idSchema, message: chatContentSchema });

export const typingBodySchema = z.object({
  room: chatRoomSchema,
  as: z.optional(chatPartySchema),
  is_typing: z.boolean(),
});
export const reportTypingSchema = z.object({ ...inRoom, is_typing: z.boolean() });

export const receiptBodySchema = z.object({
  room: chatRoomSchema,
  as: z.optional(chatPartySchema),
  message_id: idSchema,
});
export const markChatReadSchema = z.object({ ...inRoom, message_id: idSchema });
/** Up to where the viewer has read now. */
export const chatReadSchema = z.object({ seq: seqSchema });

export const REPORT_REASONS = ["insult", "threat", "harassment", "fraud", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
export const reportChatSchema = z.object({
  order_id: idSchema,
  message_id: idSchema,
  reason: z.enum(REPORT_REASONS),
  note: z._default(givenText(500), ""),
});

export const blockInChatSchema = z.object({
  order_id: idSchema,
  as: z.optional(chatPartySchema),
  /** Who can no longer write to the viewer. */
  party: chatPartySchema,
  /** False takes it back. */
  is_blocked: z._default(z.boolean(), true),
});

export const adminReadingSchema = z.object({
  order_id: idSchema,
  room: chatRoomSchema,
  reason: requiredText(300, "Say why you read it"),
});
