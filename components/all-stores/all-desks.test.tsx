// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AllBoardsContext } from "@/hooks/board/all-boards-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { askToChat } from "@/hooks/chat/chat-request";
import { askToPrint } from "@/hooks/printing/print-request";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import printing from "@/messages/en/printing.json";
import states from "@/messages/en/states.json";
import { acceptedOrder, at } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { PageRouter } from "@/test/support/page-router";
import { liveBoard, STORE } from "@/test/support/store-views";
import { AllDesks } from "./all-desks";

beforeEach(() => {
  // Nothing is answered: the dialogs open by what the page has.
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
});
afterEach(() => {
  act(() => {
    askToChat(null);
    askToPrint(null);
  });
  cleanup();
});

const order = acceptedOrder(1);

function show() {
  const { board, actions } = liveBoard([order]);
  const view = {
    tenant: STORE,
    roles: ["partner" as const],
    renderedAt: Date.parse(at(18)),
    since: undefined,
  };
  const { wrapper: Stream } = makePageStream();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ chat, common, printing, states }}>
      <QueryClientProvider client={new QueryClient()}>
        <Stream>
          <PageRouter>
            <AnnounceContext value={() => undefined}>
              <AllBoardsContext value={[{ board, actions, view }]}>
                <AllDesks />
              </AllBoardsContext>
            </AnnounceContext>
          </PageRouter>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

test("the menu of a ticket opens its chats and its paper, although no store's frame is around", async () => {
  show();
  expect(screen.queryByRole("dialog")).toBeNull();
  act(() => askToPrint(order.id));
  expect(await screen.findByRole("dialog", { name: /^Print/ })).toBeDefined();
  act(() => {
    askToPrint(null);
    askToChat(order.id);
  });
  expect(await screen.findByRole("dialog", { name: /^Chat/ })).toBeDefined();
});
