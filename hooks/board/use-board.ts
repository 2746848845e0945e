"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { mergeBoard } from "@/lib/board/model/merge";
import { fetchBoard, preloadAnswers } from "@/lib/orders/client/fetch";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { applyUpdateToList, putOrder, skipsVersions } from "@/lib/orders/model/merge-by-version";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";
import { spreadMs } from "@/lib/realtime/client/spread";

/**
 * The figures have no events: they are read from the server at this interval (ms). Drawn once for each page, because
 * pages that come back together would otherwise read together.
 */
const refreshFigures = spreadMs(300_000, Math.random());

export const boardKey = (tenantId: string) => ["board", tenantId] as const;

export interface Store {
  id: string;
  slug: string;
}

/** `onRead` is called after each successful read from the server. */
export function useBoard(store: Store, fromServer: Board, onRead?: () => void) {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = boardKey(store.id);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const knownBefore = new Set(client.getQueryData<Board>(queryKey)?.orders.map((order) => order.id));
      const fresh = await fetchBoard(store.slug, signal);
      onRead?.();
      // Read the cache after the response: events may have arrived meanwhile.
      return mergeBoard(knownBefore, client.getQueryData<Board>(queryKey), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? refreshFigures : pollWhileNotLive,
    // A board behind another window has to ring, too.
    refetchIntervalInBackground: true,
  });
}

export function useUpdateBoard(tenantId: string) {
  const client = useQueryClient();
  return useCallback(
    (change: (orders: BoardOrder[]) => BoardOrder[]) => {
      client.setQueryData<Board>(
        boardKey(tenantId),
        (board) => board && { ...board, orders: change(board.orders) },
      );
    },
    [client, tenantId],
  );
}

interface BoardEventOptions {
  /** The position of the store's channel before the board was read on the server. */
  since: string | undefined;
  fromServer: Board;
  /** True when the stream joined this channel on the page's request and has no events from before. */
  isGuest: boolean;
}

/** Applies the store's events to the cache. Must be used once only. */
export function useBoardEvents(tenantId: string, { since, fromServer, isGuest }: BoardEventOptions): void {
  const client = useQueryClient();
  const update = useUpdateBoard(tenantId);
  const { state } = useRealtime();
  const readAfresh = useCallback(
    () => client.invalidateQueries({ queryKey: boardKey(tenantId) }),
    [client, tenantId],
  );

  // A board that stayed in the cache got no events while these pages were closed: an order that the server does not
  // return is over. An order that arrived over the stream may have been placed while the server was reading.
  const arrived = useRef(new Set<string>());
  useEffect(() => {
    client.setQueryData<Board>(boardKey(tenantId), (known) => {
      const old = known?.orders.filter((order) => !arrived.current.has(order.id)) ?? [];
      return mergeBoard(new Set(old.map((order) => order.id)), known, fromServer);
    });
  }, [client, tenantId, fromServer]);

  const readAfreshSoon = useSpreadOut(readAfresh);
  const isLateGuest = isGuest && state === "live";
  useEffect(() => {
    if (isLateGuest) readAfreshSoon();
  }, [isLateGuest, readAfreshSoon]);

  function add(order: BoardOrder) {
    arrived.current.add(order.id);
    update((orders) => putOrder(orders, order));
  }

  function apply(event: OrderStatusUpdate) {
    const known = client
      .getQueryData<Board>(boardKey(tenantId))
      ?.orders.find((order) => order.id === event.order_id);
    update((orders) => applyUpdateToList(orders, event));
    if (skipsVersions(known, event)) void readAfresh();
  }

  useEffect(preloadAnswers, []);

  useChannel(
    tenantOrdersChannel.of(tenantId),
    {
      new_order: ({ order }) => add(order),
      order_status_update: apply,
      reset: readAfreshSoon,
    },
    { since },
  );
}
