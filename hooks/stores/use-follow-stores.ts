"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { menuChannel } from "@/lib/menu/model/channels";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import { fetchStores, preloadStoresAnswer } from "@/lib/stores/client/fetch-stores";
import { usePutFacts } from "./use-store-status";

const STORES_KEY = ["stores"] as const;

/** Reads all stores every 30 s, unless `state` is that of a stream that follows each of them. */
export function useStoresPolling(state: ConnectionState): void {
  const put = usePutFacts();
  const { data } = useQuery({
    queryKey: STORES_KEY,
    queryFn: ({ signal }) => fetchStores(signal),
    // What the page was rendered with is newer than nothing: the first read comes after the first interval.
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? (false as const) : pollWhileNotLive,
  });
  useEffect(() => {
    for (const { id, ...facts } of data) put(id, facts);
  }, [data, put]);
  useEffect(preloadStoresAnswer, []);
}

/** Keeps the status of one store current by its events. */
export function useStoreEvents(tenantId: string, since: string | undefined): void {
  const client = useQueryClient();
  const put = usePutFacts();
  const readAgain = useSpreadOut(() => client.invalidateQueries({ queryKey: STORES_KEY }));
  useChannel(
    menuChannel.of(tenantId),
    {
      store_status: (facts) => put(tenantId, facts),
      menu_item_changed: ignore,
      menu_option_changed: ignore,
      menu_changed: ignore,
      reset: readAgain,
    },
    { since },
  );
}
