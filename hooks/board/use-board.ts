"use client";

import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { mergeBoard } from "@/lib/board/model/merge";
import { preloadAnswers } from "@/lib/orders/client/load-answers";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import { applyUpdateToList, putOrder, skipsVersions } from "@/lib/orders/model/merge-by-version";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";

export const boardKey = (tenantId: string) => ["board", tenantId] as const;

/** Returns the board as it is in the cache. `useBoardReads` reads it from the server, with code that comes after the page. */
export function useBoard(tenantId: string, fromServer: Board) {
  const client = useQueryClient();
  const subscribe = useCallback(
    (changed: () => void) => client.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    [client],
  );
  const inCache = () => client.getQueryData<Board>(boardKey(tenantId)) ?? fromServer;
  const hasFailed = () => client.getQueryState(boardKey(tenantId))?.status === "error";
  return {
    board: useSyncExternalStore(subscribe, inCache, () => fromServer),
    /** True when the last read failed: the shown data may be out of date. */
    isStale: useSyncExternalStore(subscribe, hasFailed, () => false),
    /** Before `useBoardReads` is there, it reads as soon as it is. */
    readAgain: useCallback(
      () => void client.invalidateQueries({ queryKey: boardKey(tenantId) }),
      [client, tenantId],
    ),
  };
}

export function useUpdateBoard(tenantId: string) {
  const client = useQueryClient();
  return useCallback(
    (change: (orders: BoardOrder[]) => BoardOrder[]) => {
      client.setQueryData<Board>(boardKey(tenantId), (board) => {
        if (board === undefined) return undefined;
        const orders = change(board.orders);
        return orders === board.orders ? board : { ...board, orders };
      });
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
    client.setQueryDefaults(boardKey(tenantId), {
      // Nothing may remove a board that is shown, however late the code comes that observes it.
      gcTime: Number.POSITIVE_INFINITY,
      // Changes keep what they do not change. Sharing by place compares, copies and renders every order anew when one comes or goes.
      structuralSharing: false,
    });
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
      store_status: ignore,
      payment_status: ignore,
      ...TRIPS_IGNORED,
      reset: readAfreshSoon,
    },
    { since },
  );
}
