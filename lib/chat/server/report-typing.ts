import "server-only";
import { typingIndicator } from "@/lib/chat/model/events";
import { reportTypingSchema } from "@/lib/chat/model/message";
import { MEMBERS_OF_ROOM } from "@/lib/chat/model/rooms";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { publishEphemeral } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { memberOf, readBlocks, stopFor } from "./access";
import { channelsOf } from "./announce";
import { nameOfParty, readChatOrder } from "./chat-order";

/** Tells the other members that somebody is writing, and writes nothing itself. */
export const reportTypingCommand = defineCommand({
  name: "report_typing",
  scope: "orders:write",
  limit: "typing",
  input: reportTypingSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input: { order_id, room, as: asked, is_typing } }) => {
    const db = await queryable();
    const order = await readChatOrder(db, order_id);
    const now = Date.now();
    const party = order === null ? null : memberOf(viewer, order, room, { as: asked, now });
    if (order === null || party === null) return failure<never>("not_found", errorText("order_not_found"));
    const members = MEMBERS_OF_ROOM[room];
    const stop = stopFor(order, room, { party, blocks: await readBlocks(db, order), members, now });
    if (stop !== null) return failure<never>("conflict", errorText(`chat.stop.${stop}`));
    const author = { kind: party, name: nameOfParty(order, party) };
    publishEphemeral(
      channelsOf(order, room)
        .filter(({ as }) => as !== party)
        .map(({ channel, as }) => ({
          channel,
          event: typingIndicator,
          data: { as, tenant_id: order.tenant_id, order_id, room, author, is_typing },
        })),
    );
    return success<null>(null);
  },
});
