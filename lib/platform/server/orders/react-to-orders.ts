import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import type { OrderActionName } from "@/lib/orders/model/schema";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { channelParser } from "@/lib/realtime/protocol/channel-parser";
import { indexOrders } from "./index-orders";

/** Steps that change the words of an order. */
const CHANGES_WORDS: readonly OrderActionName[] = ["assign_rider"];
/** Of a store whose events were trimmed unread, which takes days. */
const AFTER_GAP = 2_000;

const storeOf = channelParser(tenantOrdersChannel);
const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });

/** Makes orders findable for admins, and finds them by their rider as soon as they have one. */
export const followOrdersForSearch = defineReaction({
  name: "order_search",
  channels: tenantOrdersChannel.name("%"),
  from: "start",
  events: [newOrder, orderStatusUpdate],
  isReplayable: true,
  onGap: async (tx, { channel }) => {
    const { rows } = idRows.parse(
      await tx.execute(sql`
        select id from orders where tenant_id = ${storeOf(channel)}::uuid order by created_at desc limit ${AFTER_GAP}`),
    );
    await indexOrders(
      tx,
      rows.map(({ id }) => id),
    );
  },
  load: async (tx, events) => {
    const changed = events.filter(
      ({ type, data }) => type === "new_order" || CHANGES_WORDS.includes(data.entry.action),
    );
    await indexOrders(tx, [...new Set(changed.map(({ data }) => data.order_id))]);
  },
  // All events of a batch are written at once.
  on: { new_order: () => undefined, order_status_update: () => undefined },
});
