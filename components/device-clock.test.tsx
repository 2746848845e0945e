// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BoardFigures } from "@/components/board/frame/board-figures";
import { TicketProblem } from "@/components/board/ticket/ticket-problem";
import { TicketPromise } from "@/components/board/ticket/ticket-promise";
import { AcceptRing, TicketTimer } from "@/components/board/ticket/ticket-timer";
import { AcceptCountdown } from "@/components/orders/accept-countdown";
import { Arrival } from "@/components/orders/arrival";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { setClockOffset } from "@/lib/realtime/client/server-clock";
import common from "@/messages/en/common.json";
import orders from "@/messages/en/orders.json";
import partner from "@/messages/en/partner.json";
import printing from "@/messages/en/printing.json";
import realtime from "@/messages/en/realtime.json";
import states from "@/messages/en/states.json";
import { acceptedOrder, at, boardOrder, updateTo } from "@/test/support/board-orders";
import { FakeEventSource as Line } from "@/test/support/fake-event-source";
import { PageRouter } from "@/test/support/page-router";
import { liveBoard, STORE, TICKET_HANDLERS } from "@/test/support/store-views";

// It counts nothing, and would open the stream again for its channel.
vi.mock("@/components/chat/chat-desk", () => ({ ChatDesk: () => null }));

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = Date.parse(at(18, 7)) + 20 * SECOND;
const CHANNELS = ["user:11111111-1111-4111-8111-111111111111", `tenant:${STORE.id}:orders`];
const CURSOR = `v1~${CHANNELS.map((channel) => `${channel}=a.0`).join("~")}`;

const arrived = boardOrder(1);
const cooking = acceptedOrder(2);
const late = acceptedOrder(3, { promised_at: at(18, 1) });
const tenant = { ...STORE, time_zone: "Asia/Kathmandu" };

/** Everything on our pages that counts, ages or previews. */
function Screen() {
  useAsPageTimeZone(tenant.time_zone);
  const { state } = useRealtime();
  const { entry } = updateTo({ ...cooking, updated_at: at(18, 4) });
  return (
    <>
      <AcceptCountdown order={arrived} size="md" />
      <AcceptRing order={arrived} urgency="calm" />
      <TicketTimer order={cooking} urgency="calm" />
      <TicketTimer order={late} urgency="calm" />
      <TicketPromise order={arrived} chosen={null} minutes={20} />
      <Arrival order={cooking} />
      <Arrival order={late} />
      <BoardFigures />
      {state === "live" && (
        <TicketProblem order={cooking} problem={{ kind: "overtaken", entry }} handlers={TICKET_HANDLERS} />
      )}
      <ConnectionPill />
    </>
  );
}

function Page() {
  return (
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ common, orders, partner, printing, realtime, states }}
    >
      <QueryClientProvider client={new QueryClient()}>
        <AnnounceContext value={vi.fn()}>
          <StoreContext value={{ tenant, roles: ["partner"], renderedAt: NOW, since: undefined }}>
            <LiveBoardContext value={liveBoard([arrived, cooking, late])}>
              <RealtimeProvider cursor={CURSOR} channels={CHANNELS} session="s">
                <PageRouter>
                  <Screen />
                </PageRouter>
              </RealtimeProvider>
            </LiveBoardContext>
          </StoreContext>
        </AnnounceContext>
      </QueryClientProvider>
    </NextIntlClientProvider>
  );
}

beforeEach(() => {
  vi.stubGlobal("EventSource", Line);
  // The page is alone: it opens its stream at once.
  vi.stubGlobal("BroadcastChannel", undefined);
  vi.stubGlobal("fetch", () => Promise.reject(new Error("offline")));
  Line.all = [];
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  setClockOffset(0);
});

/** Returns what the page says when the device's clock is wrong by `error` (ms): live, later, and without a connection. */
async function textsWith(error: number): Promise<string[]> {
  vi.useFakeTimers({ now: NOW + error });
  const serverTime = () => new Date(Date.now() - error).toISOString();
  const { container, unmount } = render(<Page />);
  const promises = () =>
    [...container.querySelectorAll<HTMLElement>("[data-promise]")].map(({ dataset }) => dataset.promise);
  const text = () => [container.textContent, ...promises()].join(" ");
  await act(() => vi.dynamicImportSettled());
  act(() =>
    Line.last().say(
      "connected",
      { channels: CHANNELS, heartbeat_ms: 10_000, server_time: serverTime() },
      CURSOR,
    ),
  );
  await act(() => vi.advanceTimersByTimeAsync(3 * SECOND));
  const texts = [text()];
  for (let beat = 0; beat < 5; beat++) {
    act(() => Line.last().say("heartbeat", { server_time: serverTime() }));
    await act(() => vi.advanceTimersByTimeAsync(10 * SECOND));
  }
  texts.push(text());
  for (let failure = 0; failure < 3; failure++) {
    act(() => Line.last().fail());
    await act(() => vi.advanceTimersByTimeAsync(4 * SECOND));
  }
  texts.push(text());
  unmount();
  return texts;
}

test.each([
  ["ten minutes fast", 10 * MINUTE],
  ["ten minutes slow", -10 * MINUTE],
  ["seven seconds slow", -7 * SECOND],
  ["three hours fast", 3 * HOUR],
  ["eleven years slow", -11 * 365 * 24 * HOUR],
])(
  "on a device whose clock is %s, all countdowns, ages and previews are right",
  { timeout: 120_000 },
  async (_, error) => {
    expect(await textsWith(error)).toEqual(await textsWith(0));
  },
);

test("times beside those of the store are in the store's time zone", { timeout: 120_000 }, async () => {
  const [, , offline] = await textsWith(0);
  expect(offline).toMatch(/Offline since 23:5\d last update 23:5\d/);
});
