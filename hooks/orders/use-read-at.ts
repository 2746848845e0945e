"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { orderKeys } from "./order-keys";

/** Clocks differ: ask when the server's has passed the moment, too. */
const GRACE = 1_500;

/**
 * Reads an order afresh at a moment. A deadline counts on the server as soon as anybody looks, so the page
 * whose countdown ends looks.
 */
export function useReadAt(orderId: string, iso: string | null): void {
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
