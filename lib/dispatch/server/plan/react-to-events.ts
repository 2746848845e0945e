import "server-only";
import { eq } from "drizzle-orm";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { dispatchChanged, offerDeclined, offerExpired, offerTaken } from "@/lib/dispatch/model/events";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { channelParser } from "@/lib/realtime/protocol/channel-parser";
import { areaOfStore } from "./area";
import { requestPlan } from "./planner";

/** A lost request costs at most 20 s: the loop plans, too. */
async function planForStore(tx: Transaction, tenantId: string): Promise<void> {
  const [store] = await tx
    .select({ id: tenants.id, rider_fleet: tenants.rider_fleet })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (store !== undefined) tx.afterCommit(() => requestPlan(areaOfStore(store)));
}

/** Plans whenever an order changes that riders may bring. */
export const planForOrders = defineReaction({
  name: "plan_for_orders",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  onGap: "skip",
  isReplayable: true,
  on: {
    order_status_update: async (tx, { data: { tenant_id, entry, changes } }) => {
      // Its own estimates are no news to a plan, and a store's own deliveries are none of its business.
      if (entry.action === "set_eta" || (changes.delivery_by ?? "store") === "store") return;
      await planForStore(tx, tenant_id);
    },
  },
});

const fleetOfChannel = channelParser(fleetChannel);

async function planForFleet(tx: Transaction, channel: string): Promise<void> {
  const fleet = fleetOfChannel(channel);
  if (fleet === PLATFORM_FLEET) tx.afterCommit(() => requestPlan(PLATFORM_FLEET));
  else if (fleet !== null) await planForStore(tx, fleet);
}

/** Plans whenever an offer ends, and when a rider comes or goes. */
export const planForFleets = defineReaction({
  name: "plan_for_fleets",
  channels: fleetChannel.name("%"),
  events: [offerTaken, offerDeclined, offerExpired, dispatchChanged],
  onGap: "skip",
  isReplayable: true,
  on: {
    offer_taken: (tx, { channel }) => planForFleet(tx, channel),
    offer_declined: (tx, { channel }) => planForFleet(tx, channel),
    offer_expired: (tx, { channel }) => planForFleet(tx, channel),
    dispatch_changed: async (tx, { channel, data }) => {
      // With orders, it is about a plan or about orders that report themselves.
      if (data.order_ids.length === 0) await planForFleet(tx, channel);
    },
  },
});
