"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { spreadMs } from "@/lib/realtime/client/spread";
import type { OwnStore } from "@/lib/stores/model/own-stores";

const KEY = ["own-stores"];
const POLL_MS = spreadMs(60_000, Math.random());

/** The stores of a person with the orders that wait there, counted again every minute and after `readAgain`. */
export function useOwnStores(fromServer?: readonly OwnStore[]) {
  const client = useQueryClient();
  const { data: stores = [] } = useQuery({
    queryKey: KEY,
    // Comes when it is asked, because of its parser.
    queryFn: async ({ signal }) =>
      (await import("@/lib/stores/client/fetch-own-stores")).fetchOwnStores(signal),
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: true,
    ...(fromServer !== undefined && { initialData: [...fromServer] }),
  });
  const readAgain = useCallback(() => void client.invalidateQueries({ queryKey: KEY }), [client]);
  return { stores, readAgain };
}
