"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { runningTime } from "@/lib/broadcasts/client/maintenance";
import { orderKeys } from "./order-keys";

/** Milliseconds by which the page's idea of the server's clock may be ahead. */
const GRACE = 1_500;

/** The server applies a deadline when the order is read, so the page must read it. `since` is when the deadline was set (ms). */
export function useRefetchAt(orderId: string, iso: string, since: number): void {
  const client = useQueryClient();
  const due = Date.parse(iso) + GRACE;
  const isDue = useClock(
    useCallback((now: number) => runningTime(since, now) >= due, [due, since]),
    0,
  );
  useEffect(() => {
    if (!isDue) return;
    void client.invalidateQueries({ queryKey: orderKeys.one(orderId) });
    void client.invalidateQueries({ queryKey: orderKeys.mine });
  }, [client, orderId, isDue]);
}
