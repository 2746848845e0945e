"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useRealtimeChannel } from "@/hooks/realtime/use-realtime-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { mergeBoard } from "@/lib/board/model/merge";
import { fetchBoard } from "@/lib/orders/client/fetch";
import { updateInList, upsertOrder } from "@/lib/orders/model/apply";
import type { OrderStatusUpdate } from "@/lib/orders/model/events";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";

/** The stream brings every order; only the figures of a very full day need a look at the server now and then. */
const REFRESH_FIGURES = 300_000;

export const boardKey = (tenantId: string) => ["board", tenantId] as const;

export interface Store {
  id: string;
  slug: string;
}

/** The store's board, live: what the server rendered, brought forward by `useBoardEvents`. */
export function useBoard(store: Store, fromServer: Board) {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = boardKey(store.id);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const knownBefore = new Set(client.getQueryData<Board>(queryKey)?.orders.map((order) => order.id));
      const fresh = await fetchBoard(store.slug, signal);
      // Read the cache after the answer: events may have come while it was under way.
      return mergeBoard(knownBefore, client.getQueryData<Board>(queryKey), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? REFRESH_FIGURES : pollWhileNotLive,
  });
}

/** Puts an order into the cached board, unless the board already knows better. */
export function useStoreOrder(tenantId: string) {
  const client = useQueryClient();
  return useCallback(
    (order: BoardOrder) => {
      client.setQueryData<Board>(
        boardKey(tenantId),
        (board) => board && { ...board, orders: upsertOrder(board.orders, order) },
      );
    },
    [client, tenantId],
  );
}

interface BoardEventOptions {
  /** The position of the store's channel before the board was read on the server. */
  since: string;
  fromServer: Board;
  /** The stream reads this channel only since the page asked for it, and knows nothing of what came before. */
  isGuest: boolean;
}

/** Brings what happens in the store into the cache. Used once, by the frame around the store's pages. */
export function useBoardEvents(tenantId: string, { since, fromServer, isGuest }: BoardEventOptions): void {
  const client = useQueryClient();
  const putOrder = useStoreOrder(tenantId);
  const { state } = useRealtime();
  const readAfresh = useCallback(
    () => client.invalidateQueries({ queryKey: boardKey(tenantId) }),
    [client, tenantId],
  );

  // A board that stayed in the cache heard nothing while these pages were closed: what the server does not have is over.
  // But an order that the stream brought may have come while the server was reading.
  const heard = useRef(new Set<string>());
  useEffect(() => {
    client.setQueryData<Board>(boardKey(tenantId), (known) => {
      const old = known?.orders.filter((order) => !heard.current.has(order.id)) ?? [];
      return mergeBoard(new Set(old.map((order) => order.id)), known, fromServer);
    });
  }, [client, tenantId, fromServer]);

  const isLateGuest = isGuest && state === "live";
  useEffect(() => {
    if (isLateGuest) void readAfresh();
  }, [isLateGuest, readAfresh]);

  function add(order: BoardOrder) {
    heard.current.add(order.id);
    putOrder(order);
  }

  function apply(update: OrderStatusUpdate) {
    const known = client
      .getQueryData<Board>(boardKey(tenantId))
      ?.orders.find((order) => order.id === update.order_id);
    client.setQueryData<Board>(
      boardKey(tenantId),
      (board) => board && { ...board, orders: updateInList(board.orders, update) },
    );
    if (known === undefined || update.version > known.version + 1) void readAfresh();
  }

  const readAfreshSoon = useSpreadOut(readAfresh);
  useRealtimeChannel(
    `tenant:${tenantId}:orders`,
    (message) => {
      if (message.kind === "reset") readAfreshSoon();
      else if (message.type === "new_order") add(message.data.order);
      else if (message.type === "order_status_update") apply(message.data);
    },
    { since },
  );
}
