import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { v5 as idFor, v7 as newId } from "uuid";
import type * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { maySendCanned } from "@/lib/chat/model/canned";
import { chatMessage } from "@/lib/chat/model/events";
import { type ChatMessage, sendChatSchema } from "@/lib/chat/model/message";
import { type ChatParty, type ChatRoom, MEMBERS_OF_ROOM } from "@/lib/chat/model/rooms";
import { warningOf } from "@/lib/chat/model/warnings";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { isTaken } from "@/lib/db/is-taken";
import { chatMessages, chatPhotos } from "@/lib/db/schema/chat";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { memberOf, readBlocks, stopFor } from "./access";
import { channelsOf } from "./announce";
import { holdChatOrder, idOfParty, nameOfParty, type StoredChatOrder } from "./chat-order";
import { messageColumns, toMessage } from "./rows";
import { type StoredMessage, storeMessage } from "./store-message";

/** Any fixed id will do: it makes ids of idempotency keys differ from all others. */
const KEYS = "0c5d2f0e-7b0e-5a39-8f0d-6f4f2a1b9c33";

type Sent = Result<ChatMessage, never>;
type Input = z.output<typeof sendChatSchema>;

interface Request {
  readonly viewer: Viewer;
  readonly input: Input;
  /** The same for each request with one key. */
  readonly id: string;
  readonly hash: string;
}

/** Returns what an earlier request with the key has sent; null when there was none. */
async function answerAgain(tx: Transaction, { viewer, id, hash }: Request): Promise<Sent | null> {
  const [known] = await tx
    .select({ ...messageColumns, hash: chatMessages.request_hash, by: chatMessages.author_id })
    .from(chatMessages)
    .where(eq(chatMessages.id, id));
  if (known === undefined) return null;
  const { hash: sent, by, ...message } = known;
  return sent === hash && by === viewer.userId
    ? success(toMessage(message))
    : failure<never>("key_reused", errorText("key_reused"));
}

/** A photo is sent once, by the person who uploaded it for this room. */
async function takePhoto(
  tx: Transaction,
  { viewer, input }: Request,
  room: ChatRoom,
  photoId: string,
): Promise<boolean> {
  const taken = await tx
    .update(chatPhotos)
    .set({ sent_at: new Date() })
    .where(
      and(
        eq(chatPhotos.id, photoId),
        eq(chatPhotos.order_id, input.order_id),
        eq(chatPhotos.room, room),
        eq(chatPhotos.user_id, viewer.userId),
        isNull(chatPhotos.sent_at),
      ),
    )
    .returning({ id: chatPhotos.id });
  return taken.length > 0;
}

export function publishMessage(
  tx: Transaction,
  order: StoredChatOrder,
  room: ChatRoom,
  message: ChatMessage,
): void {
  publish(
    tx,
    channelsOf(order, room).map(({ channel, as }) => ({
      channel,
      event: chatMessage,
      data: { ...message, as, tenant_id: order.tenant_id, order_code: order.order_code },
    })),
  );
}

function refuseContent({ input: { message } }: Request, party: ChatParty): Sent | null {
  if (message.canned === undefined || maySendCanned(party, message.canned)) return null;
  return failure<never>("invalid", errorText("chat.canned_of_others"));
}

async function send(tx: Transaction, request: Request, rollback: (value: Sent) => never): Promise<Sent> {
  const {
    viewer,
    input: { order_id, message },
    id,
    hash,
  } = request;
  const { room, text = null, canned = null, photo_id = null, lang = null } = message;
  const order = await holdChatOrder(tx, order_id);
  const now = Date.now();
  const party = order === null ? null : memberOf(viewer, order, room, { as: message.as, now });
  if (order === null || party === null) return failure<never>("not_found", errorText("order_not_found"));
  const again = await answerAgain(tx, request);
  if (again !== null) return again;
  const members = MEMBERS_OF_ROOM[room];
  const stop = stopFor(order, room, { party, blocks: await readBlocks(tx, order), members, now });
  if (stop !== null) return failure<never>("conflict", errorText(`chat.stop.${stop}`));
  const refused = refuseContent(request, party);
  if (refused !== null) return refused;
  if (photo_id !== null && !(await takePhoto(tx, request, room, photo_id)))
    return failure<never>("not_found", errorText("photo.gone"));
  const stored: StoredMessage = {
    id,
    order_id,
    room,
    author: { kind: party, name: nameOfParty(order, party) },
    text,
    canned,
    photo_id,
    system: null,
    lang,
    warning: text === null ? null : warningOf(text),
  };
  const sent = await storeMessage(tx, stored, {
    authorId: viewer.userId,
    riderId: members.includes("rider") ? order.rider_id : null,
    readerId: idOfParty(order, party),
    hash,
    now: new Date(now),
  });
  if (sent === null) return rollback(failure<never>("conflict", errorText("chat.full")));
  publishMessage(tx, order, room, sent);
  return success(sent);
}

/** Sends a message once: a repeated request gets what the first one sent. */
export async function sendChatMessage(
  viewer: Viewer,
  input: Input,
  idempotencyKey: string | undefined,
): Promise<Sent> {
  const request = {
    viewer,
    input,
    id: idempotencyKey === undefined ? newId() : idFor(`${viewer.userId} ${idempotencyKey}`, KEYS),
    hash: createHash("sha256").update(JSON.stringify(input)).digest("base64url"),
  };
  try {
    return await transaction<Sent>((tx, rollback) => send(tx, request, rollback));
  } catch (error) {
    // Another request with the same key was faster: now its message is found.
    if (!isTaken(error)) throw error;
    return transaction<Sent>((tx, rollback) => send(tx, request, rollback));
  }
}

export const sendChatMessageCommand = defineCommand({
  name: "send_chat_message",
  scope: "orders:write",
  limit: "chat",
  input: sendChatSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) => sendChatMessage(viewer, input, idempotencyKey),
});
