// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import { menuChannel } from "@/lib/menu/model/channels";
import type { Menu } from "@/lib/menu/model/schema";
import * as format from "@/lib/text/format";
import common from "@/messages/en/common.json";
import menuTexts from "@/messages/en/menu.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { dish, menuOf, TENANT, uuid } from "@/test/support/menu-arbitraries";
import { MenuEditor } from "./menu-editor";

// Calls the original: each row formats its dish's price once whenever it is rendered.
vi.mock("@/lib/text/format", { spy: true });

const EACH = 8;
const CATEGORIES = 3;
const MENU: Menu = menuOf(
  Array.from({ length: CATEGORIES }, (_, n) => ({
    id: uuid(500 + n),
    name: `Category ${n}`,
    items: Array.from({ length: EACH }, (__, index) => dish(n * EACH + index)),
  })),
);

/** Nothing is answered: these tests look at what a press shows at once. */
beforeEach(() => {
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function makePage(menu: Menu) {
  const { wrapper: Stream, send } = makePageStream();
  const page = (
    <Stream>
      <QueryClientProvider client={new QueryClient()}>
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ menu: menuTexts, common, states }}>
          <LiveRegionProvider>
            <MenuEditor menu={menu} since="v2" photoLimitMb={null} />
          </LiveRegionProvider>
        </NextIntlClientProvider>
      </QueryClientProvider>
    </Stream>
  );
  return { page, send };
}

function open() {
  const { page, send } = makePage(MENU);
  render(page);
  const prices = vi.mocked(format.formatMoney);
  expect(prices).toHaveBeenCalledTimes(EACH * CATEGORIES);
  prices.mockClear();
  return {
    send,
    /** Prices of the rows that were rendered again since, each once. */
    renderedAgain: () => new Set(prices.mock.calls.map(([price]) => price)),
  };
}

const row = (n: number) => {
  const found = document.querySelector<HTMLElement>(`[data-dish="${dish(n).id}"]`);
  if (found === null) throw new Error(`Dish ${n} has no row`);
  return within(found);
};

test("a keystroke in the search renders no row again", async () => {
  const { renderedAgain } = open();
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "dish 17" } });
  await screen.findByText("1 dish found");
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "" } });
  await expect.poll(() => screen.getAllByRole("listitem")).toHaveLength(EACH * CATEGORIES);
  expect(renderedAgain()).toEqual(new Set());
});

test("a change that arrives renders one row again", async () => {
  const { send, renderedAgain } = open();
  await act(async () =>
    send({
      kind: "event",
      type: "menu_item_changed",
      channel: menuChannel.name(TENANT.id),
      offset: 1,
      data: {
        item_id: dish(20).id,
        available: true,
        available_until: null,
        price: 77,
        version: 2,
        timestamp: "2026-11-26T17:00:00.000Z",
      },
    }),
  );
  await expect.poll(renderedAgain).toEqual(new Set([77]));
});

test("typing in a dish's form renders no row again", async () => {
  const { renderedAgain } = open();
  fireEvent.click(row(3).getByRole("button", { name: "Edit Dish 3" }));
  const name = await screen.findByLabelText(/^Name/);
  fireEvent.change(name, { target: { value: "Dish 3, hot" } });
  expect(renderedAgain()).toEqual(new Set());
});

test("turning a dish off renders its row again, and no other", () => {
  const { renderedAgain } = open();
  fireEvent.click(row(13).getByRole("button", { name: "Sold out today: Dish 13" }));
  expect(renderedAgain()).toEqual(new Set([dish(13).price]));
});

test("sorting in the middle of a category renders no row again", async () => {
  const { renderedAgain } = open();
  fireEvent.click(row(5).getByRole("button", { name: "Move down: Dish 5" }));
  const names = () => [...document.querySelectorAll("h3")].map(({ textContent }) => textContent).slice(4, 8);
  await expect.poll(names).toEqual(["Dish 4", "Dish 6", "Dish 5", "Dish 7"]);
  expect(renderedAgain()).toEqual(new Set());
});

test("sorting categories renders no row again", async () => {
  const { renderedAgain } = open();
  fireEvent.click(screen.getByRole("button", { name: "Move down: Category 0" }));
  const names = () => [...document.querySelectorAll("h2")].map(({ textContent }) => textContent);
  await expect.poll(names).toEqual(["Category 1", "Category 0", "Category 2"]);
  expect(renderedAgain()).toEqual(new Set());
});

test("the entries of a row's menu are rendered when it is opened", () => {
  open();
  expect(document.querySelectorAll("[data-slot=menu-item]")).toHaveLength(0);
  fireEvent(
    row(7).getByRole("menu", { hidden: true }),
    Object.assign(new Event("beforetoggle"), { oldState: "closed", newState: "open" }),
  );
  const entries = [...document.querySelectorAll("[data-slot=menu-item]")].map(
    ({ textContent }) => textContent,
  );
  expect(entries).toEqual(["Move to Category 1", "Move to Category 2", "Delete the dish…"]);
});

test("a large menu arrives with its first dishes, and the others follow in their places", async () => {
  const large = menuOf(
    [50, 200].map((count, n) => ({
      id: uuid(500 + n),
      name: `Category ${n}`,
      items: Array.from({ length: count }, (_, index) => dish(n * 50 + index)),
    })),
  );
  const { page } = makePage(large);
  const container = document.createElement("div");
  document.body.append(container);
  container.innerHTML = renderToString(page);
  const dishes = () =>
    Array.from(container.querySelectorAll<HTMLElement>("[data-dish]"), ({ dataset }) => dataset.dish);
  const all = large.categories.flatMap(({ items }) => items.map(({ id }) => id));
  expect(dishes()).toEqual(all.slice(0, 60));
  render(page, { container, hydrate: true });
  await expect.poll(dishes).toEqual(all);
});
