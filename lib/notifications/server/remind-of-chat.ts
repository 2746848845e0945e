import "server-only";
import { v5 as idFor } from "uuid";
import * as z from "zod/mini";
import { chatPartySchema } from "@/lib/chat/model/message";
import { noticeOfChat } from "@/lib/chat/model/notices";
import type { ChatParty } from "@/lib/chat/model/rooms";
import { readFirstUnread, type UnreadMessage } from "@/lib/chat/server/queries";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { readStaff } from "@/lib/stores/server/queries";
import { idSchema } from "@/lib/text/id";
import { addNotification } from "./add";

/** Somebody who has the chat open has read it by then. In a store often nobody is at the screen for a moment. */
const AFTER_MS = { customer: 10_000, rider: 10_000, store: 60_000 };

const remindAt = (party: ChatParty, sentAt: string) => new Date(Date.parse(sentAt) + AFTER_MS[party]);

const inputSchema = z.object({ message_id: idSchema, party: chatPartySchema });

const pathFor = (party: ChatParty, { order }: UnreadMessage) =>
  ({ customer: `/orders/${order.id}`, store: `/partner/${order.slug}`, rider: "/rider" })[party];

/**
 * Notifies a member of a message that is still unread after a while. Only of the first unread one of a room, so that a lively chat is
 * one notification: where others have come after it was read, the first of those gets its own time. A second run adds nothing.
 */
export const remindOfChat: Job<z.input<typeof inputSchema>> = defineJob({
  name: "chat:remind",
  input: inputSchema,
  retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 30 },
  run: ({ message_id, party }) =>
    transaction(async (tx) => {
      const unread = await readFirstUnread(tx, { messageId: message_id, party });
      if (unread === null) return 0;
      const { message, from, order, readerId } = unread;
      const at = remindAt(party, message.created_at);
      if (message.id !== message_id && at.getTime() > Date.now()) {
        await planReminder(tx, { ...message, as: party, tenant_id: order.tenant_id });
        return 0;
      }
      const staff = party === "store" ? await readStaff(tx, readerId) : [];
      const people = party === "store" ? staff.map(({ user_id }) => user_id) : [readerId];
      for (const userId of people)
        addNotification(tx, userId, {
          event: { channel: `chat:${message_id}`, epoch: party, offset: 0 },
          // Not when it was written: the life of the notification begins now, and open pages sort it to the top.
          at: at.toISOString(),
          notice: noticeOfChat(message, { code: order.order_code, from, path: pathFor(party, unread) }),
          kind: "chat",
          topic: `chat:${order.id}`,
          tenantId: order.tenant_id,
        });
      return people.length;
    }),
});

interface Planned {
  readonly id: string;
  readonly as: ChatParty;
  readonly tenant_id: string;
  readonly created_at: string;
}

/** Plans the notification of a message to a member: once, also when it follows from several events. */
export async function planReminder(
  tx: Transaction,
  { id, as: party, tenant_id: tenantId, created_at }: Planned,
): Promise<void> {
  const options = { tenantId, startAfter: remindAt(party, created_at), id: idFor(party, id) };
  await enqueue(tx, remindOfChat, { message_id: id, party }, options);
}
