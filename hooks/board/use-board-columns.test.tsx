// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { acceptedOrder, at, boardOrder, item } from "@/test/support/board-orders";
import { liveBoard, STORE } from "@/test/support/store-views";
import { LiveBoardContext } from "./live-board-context";
import { StoreContext } from "./store-context";
import { useBoardColumns } from "./use-board-columns";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(at(19)), toFake: ["Date"] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const gyoza = [item("Gyoza")];
const ORDERS = [
  boardOrder(1),
  boardOrder(2, { items: gyoza }),
  acceptedOrder(3, { items: gyoza }),
  acceptedOrder(4),
  acceptedOrder(5, { items: gyoza, order_status: "Delivered", delivered_at: at(18, 40) }),
];

async function read(search: string, isShown: (order: BoardOrder) => boolean = () => true, orders = ORDERS) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StoreContext
      value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.parse(at(19)), since: undefined }}
    >
      <LiveBoardContext value={liveBoard(orders)}>{children}</LiveBoardContext>
    </StoreContext>
  );
  const { result } = renderHook(() => useBoardColumns(search, isShown), { wrapper });
  // The code of the search comes after the board.
  await act(async () => void (await import("@/lib/orders/model/search")));
  const { all, shown, isEmpty, found } = result.current;
  const codes = (orders: readonly BoardOrder[]) => orders.map((order) => order.order_code);
  return {
    all: codes(all.preparing),
    fresh: codes(shown.new),
    preparing: codes(shown.preparing),
    isEmpty,
    found,
  };
}

test("a search counts what matches, today's finished orders too, and not the new orders that still ring", async () => {
  const { found, fresh, preparing } = await read("gyoza");
  expect(found).toBe(3);
  expect(fresh).toEqual(["ORD-1", "ORD-2"]);
  expect(preparing).toEqual(["ORD-3"]);
  expect((await read("zzz")).found).toBe(0);
  expect((await read(" ")).found).toBeNull();
});

test("tickets of other stations are not on the screen, but each new order is", async () => {
  const { all, fresh } = await read("", (order) => order.items[0]?.name === "Gyoza");
  expect(all).toEqual(["ORD-3"]);
  expect(fresh).toEqual(["ORD-1", "ORD-2"]);
});

test("a board without tickets for this station is not one that has no orders", async () => {
  const elsewhere = () => false;
  expect(await read("", elsewhere, [acceptedOrder(4)])).toMatchObject({ all: [], isEmpty: false });
  expect(await read("", elsewhere, [])).toMatchObject({ isEmpty: true });
});
