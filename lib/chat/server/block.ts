import "server-only";
import { and, eq } from "drizzle-orm";
import { roleChannel } from "@/lib/auth/model/channels";
import { chatTrouble } from "@/lib/chat/model/events";
import { blockInChatSchema } from "@/lib/chat/model/message";
import { partiesOf, readableUntil } from "@/lib/chat/model/rooms";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { chatBlocks } from "@/lib/db/schema/chat";
import { transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { holdChatOrder, idOfParty } from "./chat-order";

type Blocked = Result<null, never>;

/**
 * Lets somebody no longer write to the viewer about this order, in no room in which the viewer is. Another rider, who takes the
 * order later, may. The support is told; who is blocked is not, but cannot send.
 */
export const blockInChatCommand = defineCommand({
  name: "block_in_chat",
  scope: null,
  limit: "notify",
  input: blockInChatSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input: { order_id, as, party, is_blocked } }) =>
    transaction<Blocked>(async (tx) => {
      const now = new Date();
      const order = await holdChatOrder(tx, order_id);
      const mine = order === null ? [] : partiesOf(viewer, order);
      const by = mine.find((one) => (as === undefined ? one !== party || mine.length === 1 : one === as));
      const until = order === null ? null : readableUntil(order);
      if (order === null || by === undefined || (until !== null && now.getTime() >= until))
        return failure<never>("not_found", errorText("order_not_found"));
      if (by === party) return failure<never>("invalid", errorText("chat.block_oneself"));
      const by_id = idOfParty(order, by);
      const party_id = idOfParty(order, party);
      if (by_id === null || party_id === null)
        return failure<never>("conflict", errorText("chat.stop.no_rider"));
      const block = { order_id, by_party: by, by_id, party, party_id };
      if (!is_blocked) {
        await tx
          .delete(chatBlocks)
          .where(
            and(
              eq(chatBlocks.order_id, order_id),
              eq(chatBlocks.by_party, by),
              eq(chatBlocks.by_id, by_id),
              eq(chatBlocks.party, party),
              eq(chatBlocks.party_id, party_id),
            ),
          );
        return success(null);
      }
      const added = await tx
        .insert(chatBlocks)
        .values({ ...block, created_at: now })
        .onConflictDoNothing()
        .returning({ party: chatBlocks.party });
      if (added.length > 0)
        publish(tx, [
          {
            channel: roleChannel.name("admin"),
            event: chatTrouble,
            data: {
              ...{
                kind: "block" as const,
                order_id,
                order_code: order.order_code,
                tenant_id: order.tenant_id,
              },
              ...{ room: null, by, about: party, reason: null, timestamp: now.toISOString() },
            },
          },
        ]);
      return success(null);
    }),
});
