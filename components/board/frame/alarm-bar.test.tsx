// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import type { BoardOrder } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";
import { AlarmBar } from "./alarm-bar";

afterEach(cleanup);

const silence = vi.fn();
const page = (...ringing: BoardOrder[]) => (
  <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
    <main id="main">
      <h1>Orders</h1>
      <LiveBoardContext value={liveBoard([], { alarm: { ringing, silence, silences: 0 } })}>
        <AlarmBar />
      </LiveBoardContext>
    </main>
  </NextIntlClientProvider>
);
const button = () => screen.getByRole("button", { name: "Silence" });

test("an order that arrives under the finger is not silenced, nor one that is no longer ringing", () => {
  const [first, second, third] = [boardOrder(1), boardOrder(2), boardOrder(3)];
  const { rerender } = render(page(first, second));
  fireEvent.pointerDown(button());
  rerender(page(second, third));
  fireEvent.click(button());
  expect(silence.mock.calls).toEqual([[[second]]]);
});

test("the focus goes to the heading with the bar that had it", () => {
  const { rerender } = render(page(boardOrder(1)));
  button().focus();
  rerender(page());
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Orders" }));
});
