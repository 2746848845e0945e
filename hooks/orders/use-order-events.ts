"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRealtimeChannel } from "@/hooks/realtime/use-realtime-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { applyToMyOrders, applyToOrder, knownOrders } from "./order-cache";
import { orderKeys } from "./order-keys";
import { useOrderToasts } from "./use-order-toasts";

/**
 * Brings what happens to a person's orders into the cache, and tells of it. Used once, by the site's frame;
 * `since` is the cursor at which the frame read its orders.
 */
export function useOrderEvents(userId: string, since: string): void {
  const client = useQueryClient();
  const showChange = useOrderToasts();

  function tell(update: OrderStatusUpdate) {
    if (update.previous_status === null || update.previous_status === update.order_status) return;
    const order = knownOrders(client).find(
      ({ id, version }) => id === update.order_id && version === update.version,
    );
    showChange({ ...update, order: order ?? null });
  }

  /** What was missed cannot be told one by one: where it led to can. */
  async function readAfresh() {
    const before = new Map(knownOrders(client).map((order) => [order.id, order]));
    await Promise.all([
      client.refetchQueries({ queryKey: orderKeys.mine }),
      client.invalidateQueries({ queryKey: orderKeys.every }),
    ]);
    for (const order of knownOrders(client)) {
      const known = before.get(order.id);
      if (known !== undefined && known.order_status !== order.order_status)
        showChange({ ...order, order_id: order.id, order });
    }
  }

  const readAfreshSoon = useSpreadOut(readAfresh);
  useRealtimeChannel(
    `user:${userId}`,
    (message) => {
      if (message.kind === "reset") readAfreshSoon();
      else if (message.type === "order_status_update") {
        applyToMyOrders(client, message.data);
        applyToOrder(client, message.data);
        tell(message.data);
      }
    },
    { since },
  );
}
