import * as z from "zod/mini";
import {
  CHAT_TEXT_LENGTH,
  type ChatPage,
  cannedKeySchema,
  chatPartySchema,
  chatRoomSchema,
  langSchema,
} from "@/lib/chat/model/message";
import {
  type Pressed as AnyPressed,
  type PressQueue as AnyQueue,
  KEPT_AT_MOST,
  type PressState,
} from "@/lib/commands/client/press-queue";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** What a person sends: exactly one of the three. */
const outgoingSchema = z.object({
  name: z.literal("send"),
  room: chatRoomSchema,
  as: chatPartySchema,
  text: z.optional(z.string().check(z.maxLength(CHAT_TEXT_LENGTH))),
  canned: z.optional(cannedKeySchema),
  photo_id: z.optional(idSchema),
  lang: z.optional(langSchema),
});
export type Outgoing = z.infer<typeof outgoingSchema>;
export type OutgoingContent = Pick<Outgoing, "text" | "canned" | "photo_id" | "lang">;

/** The subject is the room: its messages are sent in the order in which they were written. */
export interface Pressed extends AnyPressed {
  readonly action: Outgoing;
}
export type Press = Pressed & PressState;
export type PressQueue = AnyQueue<Press>;

const timeSchema = z.number().check(z.nonnegative());
const countSchema = z.int().check(z.nonnegative());

/** What a reload of the page finds. */
export const outgoingPressesSchema = z
  .array(
    z.object({
      key: idempotencyKeySchema,
      subject: shortTextSchema,
      action: outgoingSchema,
      shown: countSchema,
      version: countSchema,
      pressedAt: timeSchema,
      meantAt: timeSchema,
      tries: countSchema,
      isSending: z.boolean(),
    }),
  )
  .check(z.maxLength(KEPT_AT_MOST));

/** By how much the two clocks may differ (ms). */
const CLOCK_SLACK_MS = 5_000;

/**
 * Returns the messages of a room that have no answer yet, without those that the stream has brought before their answer: a message
 * is shown once.
 */
export function waitingIn(
  queue: PressQueue,
  { room, as, messages }: Pick<ChatPage, "room" | "as" | "messages">,
): PressQueue {
  return queue.filter(
    ({ action, pressedAt }) =>
      action.room === room &&
      !messages.some(
        ({ author, text, canned, photo_id, created_at }) =>
          author.kind === as &&
          text === (action.text ?? null) &&
          canned === (action.canned ?? null) &&
          photo_id === (action.photo_id ?? null) &&
          Date.parse(created_at) >= pressedAt - CLOCK_SLACK_MS,
      ),
  );
}
