// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AlarmBand, ForgetAlarms } from "@/components/board/alarm/alarm-band";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { writeText } from "@/lib/board/client/preferences";
import type { BoardOrder } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { liveBoard, NONE_WAITS } from "@/test/support/store-views";
import { BoardNews } from "./board-news";

vi.mock("@/components/board/intake/store-intake", () => ({ StoreIntake: () => null }));
vi.mock("@/components/board/alarm/board-alarms", () => ({ BoardAlarms: () => null }));
const toasts = vi.hoisted((): string[] => []);
vi.mock("@/hooks/browser/show-toast", () => ({
  showToast: (show: (toast: (title: unknown, options: { id: string }) => void) => void) =>
    show((_, { id }) => void toasts.push(id)),
}));
beforeEach(() => {
  toasts.length = 0;
  writeText("local", FLASH_KEY, "true");
});
afterEach(cleanup);

/** Shows a board and then what became of it; returns the tones that were played once. */
function hear(before: readonly BoardOrder[], after: readonly BoardOrder[], ownVersion?: number): string[] {
  const played: string[] = [];
  const { shift, actions } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void played.push(tone) };
  const own = before[0];
  const done =
    ownVersion === undefined || own === undefined
      ? actions.done
      : new Map([[own.id, { name: "cancel" as const, version: ownVersion, at: null }]]);
  const page = (orders: readonly BoardOrder[]) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <AnnounceContext value={() => undefined}>
        <LiveBoardContext
          value={liveBoard(orders, { shift: { ...shift, audio }, actions: { ...actions, done } })}
        >
          <BoardNews shown={before} />
          <ForgetAlarms />
          <AlarmBand waiting={NONE_WAITS} />
        </LiveBoardContext>
      </AnnounceContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(before));
  rerender(page(after));
  return played;
}

const cancelled = (n: number) =>
  acceptedOrder(n, { order_status: "Cancelled", version: 3, cancel_reason: "CUSTOMER_CANCELLED" });
const line = {
  order_item_id: boardOrder(1).items[0]?.id ?? "",
  name: "Salmon nigiri set",
  quantity: 1,
  amount: 1290,
  answer_by: at(18, 8),
  proposal: null,
  decided_at: null,
  acknowledged_at: null,
};

test("orders that arrive one by one have a toast each, and many at once have one together", () => {
  const orders = Array.from({ length: 6 }, (_, n) => boardOrder(n + 1));
  hear([], orders);
  const single = orders.slice(0, 3).map(({ id }) => `arrived ${id}`);
  expect(toasts).toEqual([...single, "arrived", "arrived", "arrived"]);
});

test("orders that others cancel sound together once, and are named in the band", () => {
  expect(hear([acceptedOrder(1), acceptedOrder(2)], [cancelled(1), cancelled(2)])).toEqual(["changed"]);
  screen.getByText("Order 1 was cancelled");
  screen.getByText("Order 2 was cancelled");
});

test("an order that this screen cancelled is no surprise", () => {
  expect(hear([acceptedOrder(1)], [cancelled(1)], 3)).toEqual([]);
});

test("an order whose sold-out dish was decided is a changed one", () => {
  const asked = acceptedOrder(1, { unavailable: [{ ...line, choice: null }] });
  const answered = acceptedOrder(1, { version: 3, unavailable: [{ ...line, choice: "remove" }] });
  expect(hear([asked], [answered])).toEqual(["changed"]);
  screen.getByText("Order 1, sold out. Salmon nigiri set: left out");
});

test("a new order is left to the tone that repeats", () => {
  expect(hear([], [boardOrder(1)])).toEqual([]);
});
