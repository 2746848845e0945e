"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { fetchMyOrders } from "@/lib/orders/client/fetch";
import { activeOf, type MyOrders, withFirstPage, withNextPage } from "@/lib/orders/model/my-orders";
import { orderKeys, readingWhile } from "./order-keys";

/**
 * The person's orders, live: what the server rendered and what the cache learnt since, by version.
 * Events are applied by `useOrderEvents`, once for all who show orders.
 */
export function useMyOrders(fromServer: MyOrders): MyOrders {
  const client = useQueryClient();
  const { state } = useRealtime();
  const { data } = useQuery({
    queryKey: orderKeys.mine,
    queryFn: async ({ signal }) => {
      const fresh = await fetchMyOrders(signal);
      // Read the cache after the answer: events may have come while it was under way.
      return withFirstPage(client.getQueryData<MyOrders>(orderKeys.mine), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    ...readingWhile(state),
  });

  // The cache may be older than this page, when nobody listened for a while.
  useEffect(() => {
    client.setQueryData<MyOrders>(orderKeys.mine, (known) => withFirstPage(known, fromServer));
  }, [client, fromServer]);
  const isHydrated = useHydrated();
  return useMemo(
    () => (isHydrated ? withFirstPage(data, fromServer) : fromServer),
    [isHydrated, data, fromServer],
  );
}

export function useActiveOrders(fromServer: MyOrders) {
  const { orders } = useMyOrders(fromServer);
  return useMemo(() => activeOf(orders), [orders]);
}

const PATIENCE_MS = 12_000;

/** Reads the next page into the cache. Fails like any request: the caller says so and offers it again. */
export function useMoreOrders() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (cursor: string) => {
      const page = await fetchMyOrders(AbortSignal.timeout(PATIENCE_MS), cursor);
      client.setQueryData<MyOrders>(orderKeys.mine, (known) =>
        known === undefined ? page : withNextPage(known, page),
      );
    },
  });
}
