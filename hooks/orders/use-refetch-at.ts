"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { orderKeys } from "./order-keys";

/** Milliseconds by which the page's idea of the server's clock may be ahead. */
const GRACE = 1_500;

/** The server applies a deadline when the order is read, so the page must read it. */
export function useRefetchAt(orderId: string, iso: string): void {
  const client = useQueryClient();
  const due = Date.parse(iso) + GRACE;
  const isDue = useClock(
    useCallback((now: number) => now >= due, [due]),
    0,
  );
  useEffect(() => {
    if (!isDue) return;
    void client.invalidateQueries({ queryKey: orderKeys.one(orderId) });
    void client.invalidateQueries({ queryKey: orderKeys.mine });
  }, [client, orderId, isDue]);
}
