// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { at, boardOrder } from "@/test/support/board-orders";
import type { ShiftAudio } from "./shift-audio";
import type { Shift } from "./use-shift";
import { useShiftAlarm } from "./use-shift-alarm";

afterEach(cleanup);

function loudspeaker() {
  const heard = { isRinging: false };
  const audio: ShiftAudio = {
    state: () => "on",
    watch: () => () => undefined,
    unlock: async () => undefined,
    close: () => undefined,
    play: () => undefined,
    ring: (isRinging) => {
      heard.isRinging = isRinging;
    },
    warn: () => undefined,
  };
  const nothing = () => undefined;
  const shift: Shift = {
    isStarted: true,
    refusal: null,
    setRefusal: () => undefined,
    sound: "on",
    screen: "on",
    start: nothing,
    end: nothing,
    test: nothing,
    audio,
  };
  return { heard, shift };
}

function startShift(first: BoardOrder[], { canAcknowledge = true } = {}) {
  const { heard, shift } = loudspeaker();
  const asked: string[] = [];
  const acknowledge = async (orders: readonly BoardOrder[]) => {
    asked.push(orders.map((order) => order.order_code).join(" "));
  };
  const { result, rerender } = renderHook(
    ({ orders, isLive }: { orders: BoardOrder[]; isLive: boolean }) =>
      useShiftAlarm(orders, { shift, isLive, canAcknowledge, acknowledge }),
    { initialProps: { orders: first, isLive: true } },
  );
  return { heard, asked, result, rerender };
}

const silenced = (n: number) => boardOrder(n, { acknowledged_at: at(18, 1), version: 2 });

test("the alarm sounds while an order is not acknowledged, and stops when another device acknowledges it", () => {
  const { heard, rerender } = startShift([boardOrder(1)]);
  expect(heard.isRinging).toBe(true);
  rerender({ orders: [silenced(1)], isLive: true });
  expect(heard.isRinging).toBe(false);
});

test("silencing is immediate, sends one command for all orders, and does not mute the next order", () => {
  const { heard, asked, result, rerender } = startShift([boardOrder(1), boardOrder(2)]);
  act(() => result.current.silence());
  expect(heard.isRinging).toBe(false);
  expect(asked).toEqual(["ORD-1 ORD-2"]);
  rerender({ orders: [boardOrder(1), boardOrder(2), boardOrder(3)], isLive: true });
  expect(heard.isRinging).toBe(true);
  expect(result.current.ringing).toEqual([boardOrder(3)]);
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
  const { heard, asked, result } = startShift([boardOrder(1)], { canAcknowledge: false });
  act(() => result.current.silence());
  expect(heard.isRinging).toBe(false);
  expect(asked).toEqual([]);
});
