import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { readReceipt } from "@/lib/chat/model/events";
import { markChatReadSchema } from "@/lib/chat/model/message";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { chatCursors, chatMessages } from "@/lib/db/schema/chat";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { memberOf } from "./access";
import { channelsOf } from "./announce";
import { holdChatOrder, idOfParty } from "./chat-order";
import { readReadSeq } from "./queries";

type Read = Result<{ seq: number }, never>;

/** Moves the reader's cursor forward, never back: what was read stays read, in whatever order requests arrive. */
export function markChatRead(
  viewer: Viewer,
  { order_id, room, as: asked, message_id }: z.output<typeof markChatReadSchema>,
): Promise<Read> {
  return transaction<Read>(async (tx) => {
    const order = await holdChatOrder(tx, order_id);
    const now = new Date();
    const party = order === null ? null : memberOf(viewer, order, room, { as: asked, now: now.getTime() });
    const reader_id = order === null || party === null ? null : idOfParty(order, party);
    if (order === null || party === null || reader_id === null)
      return failure<never>("not_found", errorText("order_not_found"));
    const [message] = await tx
      .select({ seq: chatMessages.seq })
      .from(chatMessages)
      .where(
        and(
          eq(chatMessages.id, message_id),
          eq(chatMessages.order_id, order_id),
          eq(chatMessages.room, room),
          party === "rider" ? sql`${chatMessages.rider_id} = ${reader_id}::uuid` : undefined,
        ),
      );
    if (message === undefined) return failure<never>("not_found", errorText("chat.message_gone"));
    const { seq } = message;
    const moved = await tx
      .insert(chatCursors)
      .values({ order_id, room, party, reader_id, seq, read_at: now })
      .onConflictDoUpdate({
        target: [chatCursors.order_id, chatCursors.room, chatCursors.party, chatCursors.reader_id],
        set: { seq, read_at: now },
        setWhere: lt(chatCursors.seq, seq),
      })
      .returning({ seq: chatCursors.seq });
    if (moved.length > 0)
      publish(
        tx,
        channelsOf(order, room).map(({ channel, as }) => ({
          channel,
          event: readReceipt,
          data: {
            as,
            tenant_id: order.tenant_id,
            order_id,
            room,
            reader: { kind: party },
            message_id,
            seq,
            read_at: now.toISOString(),
          },
        })),
      );
    if (moved.length > 0) return success({ seq });
    const position = await readReadSeq(tx, { orderId: order_id, room, party, id: reader_id });
    return success({ seq: position?.read ?? seq });
  });
}

export const markChatReadCommand = defineCommand({
  name: "mark_chat_read",
  scope: "orders:write",
  limit: "write",
  input: markChatReadSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input }) => markChatRead(viewer, input),
});
