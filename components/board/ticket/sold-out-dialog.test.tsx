// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { StoreContext } from "@/hooks/board/store-context";
import type { BoardOrder } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { acceptedOrder, at, item } from "@/test/support/board-orders";
import { dish, menuOf } from "@/test/support/menu-arbitraries";
import { STORE } from "@/test/support/store-views";
import { SoldOutDialog } from "./sold-out-dialog";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const soup = item("Miso soup", { id: uuid(11), menu_item_id: uuid(1) });
const ramen = item("Ramen", { id: uuid(12), menu_item_id: uuid(2) });

const menu = menuOf([
  {
    id: uuid(99),
    name: "All",
    items: [
      { ...dish(1), id: uuid(1), name: "Miso soup" },
      { ...dish(2), id: uuid(2), name: "Ramen", options: [] },
      { ...dish(3), id: uuid(3), name: "Onion soup", options: [] },
    ],
  },
]);

async function open(order: BoardOrder) {
  vi.stubGlobal("fetch", async () => Response.json({ success: true, data: menu }));
  const onSend = vi.fn(async () => true);
  render(
    <NextIntlClientProvider locale="en" messages={{ common, partner, states }} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: 0, since: undefined }}>
          <SoldOutDialog order={order} onClose={() => undefined} onSend={onSend} />
        </StoreContext>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  // The code of dialogs loads at their first use.
  const send = await screen.findByRole("button", { name: "Mark as sold out" }, { timeout: 5_000 });
  return { onSend, send };
}

const tick = (name: string) => fireEvent.click(screen.getByRole("checkbox", { name }));
const propose = (instead: string, id: string) =>
  fireEvent.change(screen.getByLabelText(instead), { target: { value: id } });

test("the dialog sends the ticked lines, and nothing while none is ticked", async () => {
  const order = acceptedOrder(1, { items: [soup, ramen] });
  const { onSend, send } = await open(order);
  fireEvent.click(send);
  expect((await screen.findByRole("alert")).textContent).toBe("Tick what is sold out.");
  expect(onSend).not.toHaveBeenCalled();

  tick("1 × Miso soup");
  await screen.findByRole("option", { name: /^Onion soup/ });
  propose("Instead of Miso soup", uuid(3));
  fireEvent.click(send);
  await vi.waitFor(() => expect(onSend).toHaveBeenCalledOnce());
  expect(onSend).toHaveBeenCalledWith(order, {
    name: "mark_unavailable",
    items: [{ order_item_id: soup.id, proposal: uuid(3) }],
  });
});

test("a dish that is ticked after it was proposed is neither shown nor sent as the proposal", async () => {
  const order = acceptedOrder(1, { items: [soup, ramen] });
  const { onSend, send } = await open(order);
  tick("1 × Miso soup");
  await screen.findByRole("option", { name: /^Ramen/ });
  propose("Instead of Miso soup", ramen.menu_item_id);
  tick("1 × Ramen");
  expect(screen.getByLabelText<HTMLSelectElement>("Instead of Miso soup").value).toBe("");
  fireEvent.click(send);
  await vi.waitFor(() => expect(onSend).toHaveBeenCalledOnce());
  expect(onSend).toHaveBeenCalledWith(order, {
    name: "mark_unavailable",
    items: [
      { order_item_id: soup.id, proposal: null },
      { order_item_id: ramen.id, proposal: null },
    ],
  });
});

test("the dialog says when leaving out what is ticked cancels the whole order", async () => {
  await open(acceptedOrder(1, { items: [soup, ramen], total_qty: 2, if_sold_out: "remove" }));
  tick("1 × Miso soup");
  expect(screen.getByText(/They are taken off the price\.$/)).toBeDefined();
  tick("1 × Ramen");
  expect(screen.getByText(/Nothing else is left in the order: this cancels it\.$/)).toBeDefined();
});

test("a dish that was marked earlier is not proposed", async () => {
  const marked = {
    order_item_id: ramen.id,
    name: ramen.name,
    quantity: 1,
    amount: 1290,
    proposal: null,
    answer_by: at(18, 8),
    choice: "remove" as const,
    decided_at: at(18, 6),
    acknowledged_at: null,
  };
  await open(acceptedOrder(1, { items: [soup, ramen], unavailable: [marked] }));
  tick("1 × Miso soup");
  await screen.findByRole("option", { name: /^Onion soup/ });
  expect(screen.queryByRole("option", { name: /^Ramen/ })).toBeNull();
});

test("what the customer is asked about can be made after all, also when nothing else is left to mark", async () => {
  const asked = {
    order_item_id: soup.id,
    name: soup.name,
    quantity: 1,
    amount: 390,
    proposal: null,
    answer_by: at(18, 8),
    choice: null,
    decided_at: null,
    acknowledged_at: null,
  };
  const left = { ...asked, order_item_id: ramen.id, name: ramen.name, choice: "remove" as const };
  const order = acceptedOrder(1, { items: [soup, ramen], unavailable: [asked, left] });
  const { onSend, send } = await open(order);
  expect(send.hasAttribute("disabled")).toBe(true);
  expect(screen.getByText("Every dish of this order is marked as sold out already.")).toBeDefined();
  const [button, ...others] = screen.getAllByRole("button", { name: "Can be made after all" });
  expect(others, "an answer is final").toEqual([]);
  if (button !== undefined) fireEvent.click(button);
  expect(onSend).toHaveBeenCalledWith(order, { name: "mark_available", order_item_ids: [soup.id] });
});
