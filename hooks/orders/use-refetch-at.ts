"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { orderKeys } from "./order-keys";

/** Margin for the difference between the browser's clock and the server's (ms). */
const GRACE = 1_500;

/** The server applies a deadline when the order is read, so the page must read it. */
export function useRefetchAt(orderId: string, iso: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (iso === null) return;
    const wait = Math.max(0, Date.parse(iso) - Date.now()) + GRACE;
    const timer = setTimeout(() => {
      void client.invalidateQueries({ queryKey: orderKeys.one(orderId) });
      void client.invalidateQueries({ queryKey: orderKeys.mine });
    }, wait);
    return () => clearTimeout(timer);
  }, [client, orderId, iso]);
}
