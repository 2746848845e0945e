"use client";

import { useEffect } from "react";
import { useNow } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import type { OrderDetail } from "@/lib/orders/model/schema";

/** Events may be late while the stream is down, and a bank takes its time. */
const LOOK_AGAIN_MS = 4_000;

/** Has the server render the page again when its payment changes, and while the bank is asked also without an event. */
export function useUnpaidOrder(order: OrderDetail, since: string | undefined, isAsked: boolean) {
  const refresh = useRefresh();
  const isOver = order.payment?.is_over === true;
  const expiresAt = Date.parse(order.payment?.expires_at ?? "");
  const now = useNow();
  const hasExpired = now !== null && now > expiresAt;
  const refreshSpread = useSpreadOut(refresh);
  useChannel(
    userChannel.of(order.user_id),
    {
      payment_status: ({ order_id }) => {
        if (order_id === order.id) refresh();
      },
      order_status_update: ({ order_id }) => {
        if (order_id === order.id) refresh();
      },
      notification: ignore,
      notifications_read: ignore,
      ...RIDING_IGNORED,
      ...CHAT_IGNORED,
      reset: refreshSpread,
    },
    { since },
  );
  const looksAgain = !isOver && (isAsked || hasExpired);
  useEffect(() => {
    if (!looksAgain) return;
    const timer = setInterval(refresh, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [looksAgain, refresh]);
  return refresh;
}
