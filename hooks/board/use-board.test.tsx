// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import {
  type RealtimeClient,
  RealtimeContext,
  type RealtimeMessage,
} from "@/hooks/realtime/realtime-context";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";
import { acceptedOrder, boardOrder } from "@/test/support/board-orders";
import { useBoard, useBoardEvents } from "./use-board";

afterEach(cleanup);

const STORE = { id: boardOrder(1).tenant_id };
const read = (...orders: BoardOrder[]): Board => ({
  orders,
  stats: { orders_today: orders.length, median_accept_seconds: null },
});

function openStore(first: Board) {
  const listeners = new Set<(message: RealtimeMessage) => void>();
  const status = { state: "live", since: null, lastContact: null } as const;
  const nothing = () => () => undefined;
  const stream: RealtimeClient = {
    start: () => undefined,
    stop: () => undefined,
    expect: () => undefined,
    retry: () => undefined,
    subscribe: (_, listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    subscribeToAll: nothing,
    status: () => status,
    onStatus: nothing,
  };
  const client = new QueryClient();
  const { result, rerender } = renderHook(
    (fromServer: Board) => {
      useBoardEvents(STORE.id, { since: "v1", fromServer, isGuest: false });
      return useBoard(STORE.id, fromServer);
    },
    {
      initialProps: first,
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>
          <RealtimeContext value={stream}>{children}</RealtimeContext>
        </QueryClientProvider>
      ),
    },
  );
  const comes = (order: BoardOrder) =>
    act(() => {
      const { order_code, order_status, tenant_id, version, updated_at } = order;
      const data = {
        order_id: order.id,
        order_code,
        order_status,
        tenant_id,
        version,
        timestamp: updated_at,
        order,
      };
      for (const listen of listeners)
        listen({ kind: "event", type: "new_order", channel: `tenant:${tenant_id}:orders`, offset: 1, data });
    });
  return {
    comes,
    readAgain: (board: Board) => rerender(board),
    orders: () => result.current.board.orders,
    shown: () => result.current.board.orders.map((order) => `${order.order_code} v${order.version}`).sort(),
  };
}

test("an order that arrives while the board is being read again stays on it", () => {
  const store = openStore(read(boardOrder(1)));
  store.comes(boardOrder(2));
  store.readAgain(read(acceptedOrder(1)));
  expect(store.shown()).toEqual(["ORD-1 v2", "ORD-2 v1"]);
});

test("an order that the server no longer returns and no event mentioned leaves the board", () => {
  const store = openStore(read(boardOrder(1), boardOrder(2)));
  store.readAgain(read(boardOrder(2)));
  expect(store.shown()).toEqual(["ORD-2 v1"]);
});

test("an order that arrives leaves the others as they are, so that their tickets are not rendered again", async () => {
  const store = openStore(read(boardOrder(1), boardOrder(2)));
  const before = store.orders();
  store.comes(boardOrder(3));
  await waitFor(() => expect(store.orders()).toHaveLength(3));
  expect(store.orders()[1]).toBe(before[0]);
  expect(store.orders()[2]).toBe(before[1]);
});
