import "server-only";
import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { roleChannel } from "@/lib/auth/model/channels";
import { chatTrouble } from "@/lib/chat/model/events";
import { chatPartySchema, reportChatSchema } from "@/lib/chat/model/message";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { chatReports, chatRooms } from "@/lib/db/schema/chat";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { holdChatOrder, idOfParty } from "./chat-order";
import { findSeenMessage } from "./find-message";

type Reported = Result<null, never>;

/** Keeps the chat from being erased, and tells the support. A message is reported once by each member. */
export const reportChatMessageCommand = defineCommand({
  name: "report_chat_message",
  scope: null,
  limit: "notify",
  input: reportChatSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { order_id, message_id, reason, note } }) =>
    transaction<Reported>(async (tx) => {
      const now = new Date();
      const gone = () => failure<never>("not_found", errorText("chat.message_gone"));
      const order = await holdChatOrder(tx, order_id);
      if (order === null) return gone();
      const about = { messageId: message_id, now: now.getTime() };
      const message = await findSeenMessage(tx, viewer, order, about);
      const author = chatPartySchema.safeParse(message?.author_kind);
      // Nobody reports an own message, or one of the system.
      if (message === null || !author.success || author.data === message.party) return gone();
      const by_id = idOfParty(order, message.party);
      if (by_id === null) return gone();
      const { room, party } = message;
      const kept = await tx
        .update(chatRooms)
        .set({ reported_at: now })
        .where(and(eq(chatRooms.order_id, order_id), eq(chatRooms.room, room)))
        .returning({ room: chatRooms.room });
      // The nightly job erased the chat after the message was found.
      if (kept.length === 0) return gone();
      const added = await tx
        .insert(chatReports)
        .values({
          id: newId(),
          order_id,
          room,
          message_id,
          by_party: party,
          by_id,
          reason,
          note,
          created_at: now,
        })
        .onConflictDoNothing()
        .returning({ id: chatReports.id });
      if (added.length > 0)
        publish(tx, [
          {
            channel: roleChannel.name("admin"),
            event: chatTrouble,
            data: {
              ...{
                kind: "report" as const,
                order_id,
                order_code: order.order_code,
                tenant_id: order.tenant_id,
              },
              ...{ room, by: party, about: author.data, reason, timestamp: now.toISOString() },
            },
          },
        ]);
      return success(null);
    }),
});
