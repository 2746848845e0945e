"use client";

import { useQueryClient } from "@tanstack/react-query";
import { orderKeys } from "@/hooks/order-keys";
import { useOrderToasts } from "@/hooks/use-order-toasts";
import { useRealtimeChannel } from "@/hooks/use-realtime-channel";
import { applyUpdateToDetail } from "@/lib/orders/apply";
import type { OrderStatusUpdate } from "@/lib/orders/events";
import { type MyOrders, withUpdate } from "@/lib/orders/my-orders";
import type { OrderDetail } from "@/lib/orders/schema";

/** Brings what happens to a person's orders into the cache, and tells of it. Used once, by the site's frame. */
export function useOrderEvents(userId: string): void {
  const client = useQueryClient();
  const showChange = useOrderToasts();

  function knownOrders() {
    return client.getQueryData<MyOrders>(orderKeys.mine)?.orders ?? [];
  }

  function apply(update: OrderStatusUpdate) {
    const isKnown = knownOrders().some((order) => order.id === update.order_id);
    client.setQueryData<MyOrders>(orderKeys.mine, (known) => known && withUpdate(known, update));
    // Placed on another device, or in another tab: this list has to learn of it.
    if (!isKnown) void client.invalidateQueries({ queryKey: orderKeys.mine });

    const detail = client.getQueryData<OrderDetail>(orderKeys.one(update.order_id));
    if (detail !== undefined) {
      const { order, isComplete } = applyUpdateToDetail(detail, update);
      client.setQueryData<OrderDetail>(orderKeys.one(update.order_id), order);
      if (!isComplete) void client.invalidateQueries({ queryKey: orderKeys.one(update.order_id) });
    }

    if (update.previous_status === null || update.previous_status === update.order_status) return;
    const order = knownOrders().find(
      ({ id, version }) => id === update.order_id && version === update.version,
    );
    showChange({ ...update, order: order ?? null });
  }

  /** What was missed cannot be told one by one: where it led to can. */
  async function readAfresh() {
    const before = new Map(knownOrders().map((order) => [order.id, order]));
    await Promise.all([
      client.refetchQueries({ queryKey: orderKeys.mine }),
      client.invalidateQueries({ queryKey: orderKeys.every }),
    ]);
    for (const order of knownOrders()) {
      const known = before.get(order.id);
      if (known !== undefined && known.order_status !== order.order_status)
        showChange({ ...order, order_id: order.id, order });
    }
  }

  useRealtimeChannel(`user:${userId}`, (message) => {
    if (message.kind === "reset") void readAfresh();
    else if (message.type === "order_status_update") apply(message.data);
  });
}
