import "server-only";
import { and, inArray } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { FINAL } from "@/lib/orders/model/lifecycle";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";

export const tenantOrdersRule = defineChannelRule({
  channel: tenantOrdersChannel,
  mayRead: ({ isAdmin, tenantIds }: Viewer, ids) => ids.filter((id) => isAdmin || tenantIds.includes(id)),
  defaults: ({ tenantIds }) => tenantIds,
});

export const orderRule = defineChannelRule({
  channel: orderChannel,
  mayRead: async (viewer: Viewer, ids) => {
    const db = await queryable();
    const found = await db
      .select({ id: orders.id, user_id: orders.user_id })
      .from(orders)
      .where(inArray(orders.id, [...ids]));
    // Not the store's staff: the rider's position on the way to the customer is none of theirs.
    return found.filter(({ user_id }) => viewer.isAdmin || user_id === viewer.userId).map(({ id }) => id);
  },
  findSpent: async (ids) => {
    const db = await queryable();
    const over = await db
      .select({ id: orders.id })
      .from(orders)
      .where(and(inArray(orders.id, [...ids]), inArray(orders.order_status, [...FINAL])));
    return over.map(({ id }) => id);
  },
});
