"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { mergeBoard } from "@/lib/board/model/merge";
import { fetchBoard, NotFoundError } from "@/lib/orders/client/fetch";
import type { Board } from "@/lib/orders/model/schema";
import { spreadMs } from "@/lib/realtime/client/spread";
import { boardKey } from "./use-board";

/**
 * The figures have no events: they are read from the server at this interval (ms). Drawn once for each page, because
 * pages that come back together would otherwise read together.
 */
const refreshFigures = spreadMs(300_000, Math.random());

interface Store {
  id: string;
  slug: string;
}

/** Reads the board again when it has to be, and regularly. `onRead` is called after each successful read. */
export function useBoardReads(store: Store, onRead: () => void): void {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = boardKey(store.id);
  const refresh = useRefresh();
  const { error } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const knownBefore = new Set(client.getQueryData<Board>(queryKey)?.orders.map((order) => order.id));
      const fresh = await fetchBoard(store.slug, signal);
      onRead();
      // Read the cache after the response: events may have arrived meanwhile.
      return mergeBoard(knownBefore, client.getQueryData<Board>(queryKey), fresh);
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? refreshFigures : pollWhileNotLive,
    // A board behind another window has to ring, too.
    refetchIntervalInBackground: true,
  });
  // A person who was removed from the team: the stream has ended, and the server now answers that there is no such page.
  const isGone = error instanceof NotFoundError;
  useEffect(() => {
    if (isGone) refresh();
  }, [isGone, refresh]);
}
