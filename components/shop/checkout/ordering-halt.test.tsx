// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CartTicket } from "@/components/shop/cart/cart-ticket";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { knowIntake, knowMaintenance } from "@/lib/broadcasts/client/maintenance";
import type { Cart } from "@/lib/cart/model/schema";
import { CART_KEY } from "@/lib/cart/model/storage-keys";
import type { Menu, Quote } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import map from "@/messages/en/map.json";
import money from "@/messages/en/money.json";
import shop from "@/messages/en/shop.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { uuid } from "@/test/support/menu-arbitraries";
import { NO_EXTRAS, OPEN, STORE } from "@/test/support/store-views";
import { Checkout } from "./checkout";

vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  unstable_isUnrecognizedActionError: () => true,
  useRouter: () => ({ push: () => undefined, prefetch: () => undefined }),
}));

const NOW = Date.parse("2026-11-26T18:00:00.000Z");
const MINUTE = 60_000;
const line = {
  ...{ menu_item_id: uuid(7), name: "Salmon roll", quantity: 2, unit_price: 1_000, note: "" },
  ...{ option_ids: [], option_names: [] },
};
const cart: Cart = { version: 1, key: uuid(9), delivery_fee: 250, lines: [line] };
const quote: Quote = {
  lines: [{ menu_item_id: line.menu_item_id, name: line.name, unit_price: 1_000, problem: null }],
  ...{
    items_total: 2_000,
    delivery_fee: 250,
    total: 2_250,
    ...NO_EXTRAS,
    currency: "EUR",
    minimum_order: 700,
  },
  ...{ is_open: true, status: OPEN, soonest_minutes: 35, area: EVERYWHERE, can_order: true },
};
const messages = { money, common, delivery, map, shop, states };

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  localStorage.setItem(`${CART_KEY}${STORE.id}`, JSON.stringify(cart));
  vi.stubGlobal("fetch", async () => Response.json({ data: quote }));
});
afterEach(() => {
  cleanup();
  knowIntake(null);
  knowMaintenance([]);
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

async function show(part: ReactNode) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
        <AnnounceContext value={() => undefined}>
          {makePageStream().wrapper({ children: part })}
        </AnnounceContext>
      </NextIntlClientProvider>
    </QueryClientProvider>,
  );
  await pass(1_100);
}
const checkout = <Checkout takesCards tenant={STORE} userId={uuid(5)} />;
const button = () => screen.getByRole("button", { name: /^(Place order|Order|Ordering is paused)/ });
const described = () =>
  document.getElementById(button().getAttribute("aria-describedby") ?? "nothing")?.textContent ?? null;

test("the checkout invites to order only while ordering is not stopped, and says why", async () => {
  await show(checkout);
  expect([button().getAttribute("aria-disabled"), described()]).toEqual([null, null]);
  knowIntake("The bank does not answer.");
  await pass(1_100);
  expect(button().getAttribute("aria-disabled")).toBe("true");
  expect(button().textContent).toBe("Ordering is paused");
  expect(described()).toContain("Nobody can order for the moment: The bank does not answer");
  knowIntake(null);
  await pass(1_100);
  expect([button().getAttribute("aria-disabled"), described()]).toEqual([null, null]);
});

test("the checkout says until when maintenance lasts, and can be used again by the clock", async () => {
  knowMaintenance([[NOW, NOW + 10 * MINUTE]]);
  await show(checkout);
  expect(button().getAttribute("aria-disabled")).toBe("true");
  // The store's time zone.
  expect(described()).toContain("until 19:10");
  await pass(10 * MINUTE);
  expect([button().getAttribute("aria-disabled"), described()]).toEqual([null, null]);
});

test("a press while nobody can order places nothing, and leads to the reason", async () => {
  knowIntake("The bank does not answer");
  await show(checkout);
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  fireEvent.click(button());
  await pass(100);
  expect(fetched).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toContain("The bank does not answer");
});

test("the cart on the menu says so, too", async () => {
  const menu: Menu = { tenant: STORE, version: 1, categories: [] };
  const nothing = () => undefined;
  await show(
    <CartTicket menu={menu} status={OPEN} renderedAt={NOW} cart={cart} onChange={nothing} onEdit={nothing} />,
  );
  expect(screen.queryByText(/Nobody can order/)).toBeNull();
  knowIntake("The bank does not answer");
  await pass(1_100);
  expect(screen.getByText(/Nobody can order for the moment: The bank does not answer/)).toBeDefined();
  knowIntake(null);
  await pass(1_100);
  expect(screen.queryByText(/Nobody can order/)).toBeNull();
});
