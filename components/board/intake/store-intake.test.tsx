// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { acceptedOrder, at } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { OPEN_INTAKE } from "@/test/support/intake";
import { PageRouter } from "@/test/support/page-router";
import { liveBoard, STORE } from "@/test/support/store-views";
import { INTAKE_PLACE } from "./place";
import { StoreIntake } from "./store-intake";

vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => vi.fn() }));

const NOW = at(18, 40);
/** Each was to be ready at 18:20. */
const LATE = [1, 2, 3].map((n) => acceptedOrder(n));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(NOW) });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Returns what the dialog says of a store whose kitchen is behind. */
async function aboutTheStore(reason: string | null): Promise<string | null | undefined> {
  cleanup();
  const intake = {
    ...OPEN_INTAKE,
    ...(reason !== null && { mode: "busy" as const, extra_minutes: 5, reason }),
  };
  const tenant = { ...STORE, auto_busy: true, intake };
  const { wrapper: Stream } = makePageStream();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner, states }}>
      <QueryClientProvider client={new QueryClient()}>
        <Stream>
          <StoreContext value={{ tenant, roles: ["partner"], renderedAt: Date.parse(NOW), since: undefined }}>
            <LiveBoardContext value={liveBoard(LATE)}>
              <AnnounceContext value={() => undefined}>
                <PageRouter>
                  <span id={INTAKE_PLACE} />
                  <StoreIntake />
                </PageRouter>
              </AnnounceContext>
            </LiveBoardContext>
          </StoreContext>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: /^Busy \+20/ }));
  const dialog = await screen.findByRole("dialog");
  return document.getElementById(dialog.getAttribute("aria-describedby") ?? "")?.textContent;
}

test("the dialog says as the words of guests only those that guests read", async () => {
  expect(await aboutTheStore(null)).toBe(
    "Added by itself: three or more orders are late. Guests can order, and are told that it takes longer.",
  );
  expect(await aboutTheStore("A wedding is here")).toBe("Guests are told: A wedding is here");
});
