import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { adminReadingSchema, type ChatPage } from "@/lib/chat/model/message";
import { type ChatRoom, MEMBERS_OF_ROOM, readableUntil } from "@/lib/chat/model/rooms";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { chatReadings, chatRooms } from "@/lib/db/schema/chat";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { READING_MINUTES } from "./access";
import { readChatOrder, type StoredChatOrder } from "./chat-order";
import { readPage } from "./queries";
import { publishMessage } from "./send";
import { storeMessage } from "./store-message";

/** Locks the room, so that one press more does not write the reason again. Returns whether there is such a room. */
async function lockRoom(tx: Transaction, orderId: string, room: ChatRoom): Promise<boolean> {
  const rooms = await tx
    .select({ room: chatRooms.room })
    .from(chatRooms)
    .where(and(eq(chatRooms.order_id, orderId), eq(chatRooms.room, room)))
    .for("no key update");
  return rooms.length > 0;
}

interface Reading {
  readonly admin: { readonly id: string; readonly name: string };
  readonly room: ChatRoom;
  readonly reason: string;
}

/** Writes the reason into the thread and into the audit log, unless the admin has given the same one a moment ago. */
async function recordReading(
  tx: Transaction,
  order: StoredChatOrder,
  { admin, room, reason }: Reading,
): Promise<void> {
  const now = new Date();
  const isRecent = gt(chatReadings.created_at, sql`now() - make_interval(mins => ${READING_MINUTES})`);
  const [known] = await tx
    .select({ id: chatReadings.id })
    .from(chatReadings)
    .where(
      and(
        eq(chatReadings.order_id, order.id),
        eq(chatReadings.room, room),
        eq(chatReadings.admin_id, admin.id),
        eq(chatReadings.reason, reason),
        isRecent,
      ),
    );
  if (known !== undefined) return;
  const id = newId();
  await tx
    .insert(chatReadings)
    .values({ id, order_id: order.id, room, admin_id: admin.id, reason, created_at: now });
  await recordAudit(tx, {
    actor: admin,
    action: "read_chat",
    target: { kind: "chat", id: order.id },
    tenantId: order.tenant_id,
    reason,
    detail: { room, order_code: order.order_code },
  });
  const stored = await storeMessage(
    tx,
    {
      ...{ id: newId(), order_id: order.id, room, author: { kind: "system", name: admin.name } },
      ...{ text: reason, canned: null, photo_id: null, system: "admin_read", lang: null, warning: null },
    },
    {
      authorId: admin.id,
      riderId: MEMBERS_OF_ROOM[room].includes("rider") ? order.rider_id : null,
      readerId: null,
      hash: null,
      now,
    },
  );
  const until = readableUntil(order);
  if (stored !== null && (until === null || now.getTime() < until)) publishMessage(tx, order, room, stored);
}

type Read = Result<ChatPage, never>;

/** Opens a chat to an admin for an hour. Its members see who has read it, and why. */
export const readChatAsAdminCommand = defineCommand({
  name: "read_chat_as_admin",
  scope: null,
  limit: "write",
  input: adminReadingSchema,
  authorise: ({ viewer }) =>
    viewer.isAdmin ? null : failure<never>("not_found", errorText("order_not_found")),
  run: ({ viewer, input: { order_id, room, reason } }) =>
    transaction<Read>(async (tx) => {
      const order = await readChatOrder(tx, order_id);
      if (order === null) return failure<never>("not_found", errorText("order_not_found"));
      if (!(await lockRoom(tx, order_id, room)))
        return failure<never>("not_found", errorText("chat.empty_room"));
      const admin = { id: viewer.userId, name: viewer.name };
      await recordReading(tx, order, { admin, room, reason });
      return success(await readPage(tx, order, room, { as: "admin", before: null, now: Date.now() }));
    }),
});
