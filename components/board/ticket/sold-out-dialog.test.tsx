// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { StoreContext } from "@/hooks/board/store-context";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { acceptedOrder, item } from "@/test/support/board-orders";
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

test("the dialog sends the ticked lines, and nothing while none is ticked", async () => {
  const menu = menuOf([
    {
      id: uuid(99),
      name: "All",
      items: [
        { ...dish(1), id: uuid(1), name: "Miso soup" },
        { ...dish(2), id: uuid(3), name: "Onion soup", options: [] },
      ],
    },
  ]);
  vi.stubGlobal("fetch", async () => Response.json({ success: true, data: menu }));
  const onSend = vi.fn(async () => true);
  const order = acceptedOrder(1, { items: [soup, ramen] });
  render(
    <NextIntlClientProvider locale="en" messages={{ common, partner, states }} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: 0, since: undefined }}>
          <SoldOutDialog order={order} onClose={() => undefined} onSend={onSend} />
        </StoreContext>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  const send = await screen.findByRole("button", { name: "Mark as sold out" });
  fireEvent.click(send);
  expect((await screen.findByRole("alert")).textContent).toBe("Tick what is sold out.");
  expect(onSend).not.toHaveBeenCalled();

  fireEvent.click(screen.getByRole("checkbox", { name: "1 × Miso soup" }));
  const instead = screen.getByLabelText("Instead of Miso soup");
  await screen.findByRole("option", { name: /^Onion soup/ });
  fireEvent.change(instead, { target: { value: uuid(3) } });
  fireEvent.click(send);
  await vi.waitFor(() => expect(onSend).toHaveBeenCalledOnce());
  expect(onSend).toHaveBeenCalledWith(order, {
    name: "mark_unavailable",
    items: [{ order_item_id: soup.id, proposal: uuid(3) }],
  });
});
