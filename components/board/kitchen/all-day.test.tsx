// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import type { BoardOrder } from "@/lib/orders/model/schema";
import partner from "@/messages/en/partner.json";
import { acceptedOrder, boardOrder, item } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";
import { AllDay } from "./all-day";

afterEach(cleanup);

const gyoza = (quantity: number) => item("Gyoza", { quantity, menu_item_id: boardOrder(700).id });
const soup = item("Miso soup", { menu_item_id: boardOrder(701).id });

function show(orders: BoardOrder[], litDish: string | null = null) {
  const onLight = vi.fn();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <LiveBoardContext value={liveBoard(orders)}>
        <AllDay litDish={litDish} onLight={onLight} />
      </LiveBoardContext>
    </NextIntlClientProvider>,
  );
  return onLight;
}

const ORDERS = [
  boardOrder(1, { items: [gyoza(3), soup] }),
  acceptedOrder(2, { items: [gyoza(4)] }),
  acceptedOrder(3, { items: [gyoza(9)], ready_at: boardOrder(1).created_at }),
];

test("what has to be made is counted over all tickets, most first", () => {
  show(ORDERS);
  expect(screen.getAllByRole("listitem").map((line) => line.textContent)).toEqual(["7×Gyoza", "1×Miso soup"]);
});

test("a press lights up the tickets with the dish, and another one turns the light off", () => {
  const onLight = show(ORDERS);
  fireEvent.click(screen.getByRole("button", { name: /Gyoza/, pressed: false }));
  expect(onLight).toHaveBeenLastCalledWith(gyoza(1).menu_item_id);
  cleanup();
  const off = show(ORDERS, gyoza(1).menu_item_id);
  fireEvent.click(screen.getByRole("button", { name: /Gyoza/, pressed: true }));
  expect(off).toHaveBeenLastCalledWith(null);
});

test("a kitchen that has nothing to make is told so", () => {
  show([]);
  expect(screen.getByText("Nothing to make")).toBeDefined();
});
