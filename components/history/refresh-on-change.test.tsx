// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { RefreshOnChange } from "@/components/history/refresh-on-change";
import { type LiveBoard, LiveBoardContext } from "@/hooks/board/live-board-context";
import type { Shift } from "@/hooks/board/use-shift";
import { boardOrder } from "@/test/support/board-orders";

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));
afterEach(cleanup);

const nothing = () => undefined;
const shift: Shift = {
  isStarted: false,
  sound: "off",
  screen: "off",
  start: nothing,
  end: nothing,
  test: nothing,
  audio: {
    state: () => "off",
    watch: () => nothing,
    unlock: async () => undefined,
    close: nothing,
    play: nothing,
    ring: nothing,
    warn: nothing,
  },
};

function page(version: number, known: number) {
  const live: LiveBoard = {
    board: {
      orders: [boardOrder(1, { version: known })],
      stats: { orders_today: 1, median_accept_seconds: null },
    },
    isStale: false,
    readAt: null,
    readAgain: nothing,
    actions: {
      pending: new Map(),
      problems: new Map(),
      done: new Map(),
      change: async () => true,
      acknowledge: async () => undefined,
      dismiss: nothing,
    },
    shift,
    alarm: { ringing: [], silence: nothing, silences: 0 },
  };
  return (
    <LiveBoardContext value={live}>
      <RefreshOnChange orderId={boardOrder(1).id} version={version} />
    </LiveBoardContext>
  );
}

test("a record is read again for every version that is newer than what it shows", () => {
  const { rerender } = render(page(1, 1));
  expect(refresh).not.toHaveBeenCalled();
  rerender(page(1, 2));
  expect(refresh).toHaveBeenCalledTimes(1);
  rerender(page(1, 3));
  rerender(page(2, 3));
  expect(refresh).toHaveBeenCalledTimes(3);
  rerender(page(3, 3));
  expect(refresh).toHaveBeenCalledTimes(3);
});
