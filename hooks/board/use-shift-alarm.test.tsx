// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { at, boardOrder } from "@/test/support/board-orders";
import { useShiftAlarm } from "./use-shift-alarm";

afterEach(cleanup);

function startShift(first: BoardOrder[], { canAcknowledge = true } = {}) {
  const asked: string[] = [];
  const acknowledge = async (orders: readonly BoardOrder[]) => {
    asked.push(orders.map((order) => order.order_code).join(" "));
  };
  const { result, rerender } = renderHook(
    ({ orders, isLive }: { orders: BoardOrder[]; isLive: boolean }) =>
      useShiftAlarm(orders, { isLive, canAcknowledge, acknowledge }),
    { initialProps: { orders: first, isLive: true } },
  );
  return { asked, result, rerender };
}

const silenced = (n: number) => boardOrder(n, { acknowledged_at: at(18, 1), version: 2 });

test("the alarm rings while an order is not acknowledged, and stops when another device acknowledges it", () => {
  const { result, rerender } = startShift([boardOrder(1)]);
  expect(result.current.ringing).toEqual([boardOrder(1)]);
  rerender({ orders: [silenced(1)], isLive: true });
  expect(result.current.ringing).toEqual([]);
});

test("silencing is immediate, sends one command for all orders, and does not mute the next order", () => {
  const { asked, result, rerender } = startShift([boardOrder(1), boardOrder(2)]);
  act(() => result.current.silence());
  expect(result.current.ringing).toEqual([]);
  expect(asked).toEqual(["ORD-1 ORD-2"]);
  rerender({ orders: [boardOrder(1), boardOrder(2), boardOrder(3)], isLive: true });
  expect(result.current.ringing).toEqual([boardOrder(3)]);
});

test("silencing certain orders leaves the others ringing", () => {
  const { asked, result } = startShift([boardOrder(1), boardOrder(2)]);
  act(() => result.current.silence([boardOrder(1)]));
  expect(result.current.ringing).toEqual([boardOrder(2)]);
  expect(asked).toEqual(["ORD-1"]);
});

test("orders silenced while offline are acknowledged when the stream is back", () => {
  const { asked, result, rerender } = startShift([boardOrder(1)]);
  rerender({ orders: [boardOrder(1)], isLive: false });
  act(() => result.current.silence());
  asked.length = 0;
  rerender({ orders: [boardOrder(1)], isLive: true });
  expect(asked).toEqual(["ORD-1"]);
});

test("an admin who silences the alarm acknowledges nothing", () => {
  const { asked, result } = startShift([boardOrder(1)], { canAcknowledge: false });
  act(() => result.current.silence());
  expect(result.current.ringing).toEqual([]);
  expect(asked).toEqual([]);
});
