"use client";

import { useEffect } from "react";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { orderChannel } from "@/lib/orders/model/channels";

/** What reactions and jobs do about an order is not published. */
const REREAD_MS = 15_000;

interface KeepOrderCurrentProps {
  orderId: string;
  isOpen: boolean;
  /** The cursor at which the page was read. */
  since: string | undefined;
}

export function KeepOrderCurrent({ orderId, isOpen, since }: KeepOrderCurrentProps) {
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    orderChannel.of(orderId),
    {
      ...TRIPS_IGNORED,
      order_status_update: refresh,
      rider_location: ignore,
      reset: refreshSoon,
    },
    { since },
  );
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, REREAD_MS);
    return () => clearInterval(timer);
  }, [isOpen, refresh]);
  return null;
}
