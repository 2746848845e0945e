"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { fetchMyOrders } from "@/lib/orders/client/fetch";
import { activeOf, type MyOrders, withFirstPage, withNextPage } from "@/lib/orders/model/my-orders";
import { orderKeys, pollingOptions } from "./order-keys";

/** Merges the server's rendering with the cache, by version. `useOrderEvents` applies events. */
export function useMyOrders(fromServer: MyOrders): MyOrders {
  const client = useQueryClient();
  const { state } = useRealtime();
  const { data } = useQuery({
    queryKey: orderKeys.mine,
    queryFn: async ({ signal }) => {
      const fresh = await fetchMyOrders(signal);
      // Read the cache after the response: events may have arrived meanwhile.
      return withFirstPage(client.getQueryData<MyOrders>(orderKeys.mine), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });

  // The cache may be older than this page, because events are not applied while no component subscribes.
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

const TIMEOUT_MS = 12_000;

/** Keeps its own state: `useMutation` is more code than this page's first load has room for. */
export function useMoreOrders() {
  const client = useQueryClient();
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  async function load(cursor: string) {
    setState("pending");
    try {
      const page = await fetchMyOrders(AbortSignal.timeout(TIMEOUT_MS), cursor);
      client.setQueryData<MyOrders>(orderKeys.mine, (known) =>
        known === undefined ? page : withNextPage(known, page),
      );
      setState("idle");
    } catch {
      setState("failed");
    }
  }
  return { load, isPending: state === "pending", hasFailed: state === "failed" };
}
