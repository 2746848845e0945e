"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import { preloadAnswers } from "@/lib/orders/client/load-answers";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { applyToMyOrders, applyToOrder, knownOrders } from "./order-cache";
import { orderKeys } from "./order-keys";
import { useOrderToasts } from "./use-order-toasts";

/** Must be used once only. `since` is the cursor at which the frame read its orders. */
export function useOrderEvents(userId: string, since: string | undefined): void {
  const client = useQueryClient();
  const showChange = useOrderToasts();

  function announce(update: OrderStatusUpdate) {
    if (update.previous_status === null || update.previous_status === update.order_status) return;
    const order = knownOrders(client).find(
      ({ id, version }) => id === update.order_id && version === update.version,
    );
    showChange({ ...update, order: order ?? null });
  }

  /** The events of missed changes are not available, so the outcome is shown. */
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

  useEffect(preloadAnswers, []);

  const readAfreshSoon = useSpreadOut(readAfresh);
  useChannel(
    userChannel.of(userId),
    {
      order_status_update: (update) => {
        applyToMyOrders(client, update);
        applyToOrder(client, update);
        announce(update);
      },
      notification: ignore,
      notifications_read: ignore,
      payment_status: ignore,
      ...RIDING_IGNORED,
      ...CHAT_IGNORED,
      reset: readAfreshSoon,
    },
    { since },
  );
}
