import "server-only";
import { eq, sql } from "drizzle-orm";
import { figureDays } from "@/lib/db/schema/figures";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { newOrder, type OrderStatusUpdate, orderStatusUpdate } from "@/lib/orders/model/events";
import { isFinal } from "@/lib/orders/model/lifecycle";
import type { OrderActionName } from "@/lib/orders/model/schema";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { channelParser } from "@/lib/realtime/protocol/channel-parser";
import { announceScoresSoon } from "./announce-scores";

/** Steps that leave dishes and money as they are, most of all events. Others count, also those that do not exist yet. */
const WITHOUT_EFFECT: readonly OrderActionName[] = [
  "assign_rider",
  "release_rider",
  "rider_at_store",
  "pick_up",
  "rider_at_door",
  "fail_delivery",
  "undo_rider_step",
  "set_eta",
  "acknowledge",
  "acknowledge_lines",
  "accept",
  "ready",
  "recall",
  "delay",
  "hand_over",
  "deliver",
  "conclude",
  "undo",
  "mark_available",
];

const idOfChannel = channelParser(tenantOrdersChannel);

async function forgetDayOf(tx: Transaction, orderId: string): Promise<void> {
  await tx.execute(sql`
    delete from ${figureDays} using ${orders} join ${tenants} on ${eq(tenants.id, orders.tenant_id)}
    where ${eq(orders.id, orderId)} and ${figureDays.tenant_id} = ${orders.tenant_id}
      and ${figureDays.date} = (${orders.created_at} at time zone ${tenants.time_zone})::date`);
}

const wasOver = ({ previous_status }: OrderStatusUpdate) =>
  previous_status !== null && isFinal(previous_status);

/**
 * Publishes a store's leaderboard when its dishes or its money change, and counts a past day again when an order of it
 * changes after all.
 */
export const followFigures = defineReaction({
  name: "figures",
  channels: tenantOrdersChannel.name("%"),
  events: [newOrder, orderStatusUpdate],
  isReplayable: true,
  onGap: async (tx, { channel }) => {
    const tenantId = idOfChannel(channel);
    if (tenantId !== null) await tx.delete(figureDays).where(eq(figureDays.tenant_id, tenantId));
  },
  on: {
    new_order: (tx, { data }) => tx.afterCommit(() => announceScoresSoon(data.tenant_id)),
    order_status_update: async (tx, { data }) => {
      if (wasOver(data)) await forgetDayOf(tx, data.order_id);
      if (!WITHOUT_EFFECT.includes(data.entry.action))
        tx.afterCommit(() => announceScoresSoon(data.tenant_id));
    },
  },
});
