import "server-only";
import { and, inArray } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { FINAL } from "@/lib/orders/model/lifecycle";
import { defineChannelRule } from "@/lib/realtime/protocol/channel-rules";
import { rolesFor } from "./access";

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
      .select({
        id: orders.id,
        user_id: orders.user_id,
        tenant_id: orders.tenant_id,
        delivery_by: orders.delivery_by,
      })
      .from(orders)
      .where(inArray(orders.id, [...ids]));
    return found
      .filter((order) => {
        const roles = rolesFor(viewer, order);
        // The rider's position comes on it from the pick-up on, when it is no longer for the store: docs/decisions/0162.
        return order.delivery_by === "store" ? roles.length > 0 : roles.some((role) => role !== "partner");
      })
      .map(({ id }) => id);
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
