import "server-only";
import * as z from "zod/mini";
import { chatPartySchema } from "@/lib/chat/model/message";
import { noticeOfChat } from "@/lib/chat/model/notices";
import type { ChatParty } from "@/lib/chat/model/rooms";
import { readFirstUnread, type UnreadMessage } from "@/lib/chat/server/queries";
import { transaction } from "@/lib/db/transaction";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { readStaff } from "@/lib/stores/server/queries";
import { idSchema } from "@/lib/text/id";
import { addNotification } from "./add";

/** Somebody who has the chat open has read it by then. In a store often nobody is at the screen for a moment. */
const AFTER_MS = { customer: 10_000, rider: 10_000, store: 60_000 };

/** When a member is notified of a message, unless it is read by then. */
export const remindAt = (party: ChatParty, sentAt: string) => new Date(Date.parse(sentAt) + AFTER_MS[party]);

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
        const later = { tenantId: order.tenant_id, startAfter: at };
        await enqueue(tx, remindOfChat, { message_id: message.id, party }, later);
        return 0;
      }
      const staff = party === "store" ? await readStaff(tx, readerId) : [];
      const people = party === "store" ? staff.map(({ user_id }) => user_id) : [readerId];
      for (const userId of people)
        addNotification(tx, userId, {
          event: { channel: `chat:${message_id}`, epoch: party, offset: 0 },
          at: message.created_at,
          notice: noticeOfChat(message, { code: order.order_code, from, path: pathFor(party, unread) }),
          kind: "chat",
          topic: `chat:${order.id}`,
          tenantId: order.tenant_id,
        });
      return people.length;
    }),
});
