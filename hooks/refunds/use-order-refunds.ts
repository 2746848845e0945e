"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchOrderRefunds } from "@/lib/refunds/client/fetch-refunds";

const orderRefundsKey = (orderId: string) => ["refunds", orderId];

/** What was refunded of an order, and what can be. Read when it is first shown. */
export function useOrderRefunds(orderId: string) {
  return useQuery({
    queryKey: orderRefundsKey(orderId),
    queryFn: ({ signal }) => fetchOrderRefunds(orderId, signal),
    staleTime: 0,
  });
}
