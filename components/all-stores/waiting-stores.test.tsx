// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AllBoardsContext } from "@/hooks/board/all-boards-context";
import type { Announcement } from "@/hooks/browser/announcement-batch";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { OwnStore } from "@/lib/stores/model/own-stores";
import partner from "@/messages/en/partner.json";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { PageRouter } from "@/test/support/page-router";
import { liveBoard, STORE } from "@/test/support/store-views";
import { WaitingStores } from "./waiting-stores";

const NOW = at(18, 5);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const own = (slug: string, waiting: number, id = STORE.id): OwnStore => ({ id, slug, name: slug, waiting });
const OTHER = "019a0000-0000-7000-8000-0000000000ff";

function show(fromServer: readonly OwnStore[]) {
  const said: (Announcement | string)[] = [];
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const page = (orders: readonly BoardOrder[]) => {
    const { board, actions } = liveBoard(orders);
    const view = {
      tenant: STORE,
      roles: ["partner" as const],
      renderedAt: Date.parse(NOW),
      since: undefined,
    };
    return (
      <QueryClientProvider client={client}>
        <NextIntlClientProvider locale="en" messages={{ partner }} timeZone="UTC">
          <PageRouter>
            <AnnounceContext value={(one) => void said.push(one)}>
              <AllBoardsContext value={[{ board, actions, view }]}>
                <WaitingStores fromServer={fromServer} />
              </AllBoardsContext>
            </AnnounceContext>
          </PageRouter>
        </NextIntlClientProvider>
      </QueryClientProvider>
    );
  };
  return { page, said };
}

test("the page says first that it does not ring, with or without orders", () => {
  const { page } = show([own("sushi-bar", 0)]);
  render(page([acceptedOrder(1)]));
  expect(screen.getByText("This page does not ring")).toBeDefined();
  expect(screen.getByText("No new orders are waiting.")).toBeDefined();
});

test("a store with a new order shows how long it can still be accepted, and leads to the board that rings", () => {
  const { page } = show([own("sushi-bar", 1), own("pasta-bar", 3, OTHER)]);
  render(page([boardOrder(1, { created_at: at(18, 0), accept_by: at(18, 6) }), acceptedOrder(2)]));
  expect(screen.getByRole("timer").textContent).toBe("the first is cancelled in 1:00");
  expect(screen.getByText("1 new order")).toBeDefined();
  const links = screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
  expect(links).toEqual([
    ["Open its board", "/partner/sushi-bar"],
    // A store that is not on this page: it is counted alone.
    ["Open its board", "/partner/pasta-bar"],
  ]);
  expect(document.title).toBe("(4) All restaurants · Platewire");
});

test("an order that arrives is announced once, with its store; those that were there are not", () => {
  const { page, said } = show([own("sushi-bar", 1)]);
  const { rerender } = render(page([boardOrder(1)]));
  expect(said).toEqual([]);
  rerender(page([boardOrder(1), boardOrder(2)]));
  rerender(page([boardOrder(1), boardOrder(2)]));
  expect(said).toEqual([{ message: "New order at Sushi Bar", urgent: true }]);
});
