// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { makePageStream } from "@/test/support/fake-page-stream";
import { dish, menuOf, TENANT } from "@/test/support/menu-arbitraries";
import { useMenu } from "./use-menu";
import { useMenuEvents } from "./use-menu-events";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const menu = (...items: MenuItem[]): Menu => menuOf([{ id: "c", name: "All", items }]);

function openMenu(first: Menu) {
  const stream = makePageStream();
  const client = new QueryClient();
  const { result, rerender } = renderHook(
    (fromServer: Menu) => {
      useMenuEvents(TENANT.id, "v1");
      return useMenu(fromServer);
    },
    {
      initialProps: first,
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>{stream.wrapper({ children })}</QueryClientProvider>
      ),
    },
  );
  return {
    comes: (change: { available: boolean; available_until: string | null; price: number; version: number }) =>
      act(() =>
        stream.send({
          kind: "event",
          type: "menu_item_changed",
          channel: `menu:${TENANT.id}`,
          offset: change.version,
          data: { item_id: dish(1).id, timestamp: "2026-11-26T17:00:00.000Z", ...change },
        }),
      ),
    renders: (fromServer: Menu) => rerender(fromServer),
    shown: () => result.current.categories[0]?.items.map(({ price, available }) => [price, available]),
  };
}

const OFF = { available: false, available_until: null, price: 1_500, version: 2 };

test("a change shows at once, and stays when the page is rendered again with an older menu", async () => {
  const page = openMenu(menu(dish(1), dish(2)));
  page.comes(OFF);
  await expect.poll(page.shown).toEqual([
    [1_500, false],
    [1_002, true],
  ]);
  page.renders(menu(dish(1), dish(2)));
  expect(page.shown()?.[0]).toEqual([1_500, false]);
});

test("a dish that is off until a time can be ordered from then on, without an event", () => {
  vi.useFakeTimers();
  const until = new Date(Date.now() + 3_000).toISOString();
  const page = openMenu(menu(dish(1)));
  page.comes({ ...OFF, available_until: until });
  act(() => void vi.advanceTimersByTime(100));
  expect(page.shown()).toEqual([[1_500, false]]);
  act(() => void vi.advanceTimersByTime(4_000));
  expect(page.shown()).toEqual([[1_500, true]]);
});
