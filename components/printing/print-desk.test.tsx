// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AlarmBand } from "@/components/board/alarm/alarm-band";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { writeText } from "@/lib/board/client/preferences";
import type { ReadPrinting } from "@/lib/printing/client/fetch";
import { printingChannel } from "@/lib/printing/model/printing-channel";
import type { Condition, ListedJob } from "@/lib/printing/model/schema";
import { OVERDUE_MS } from "@/lib/printing/model/trouble";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import printing from "@/messages/en/printing.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, NONE_WAITS, STORE } from "@/test/support/store-views";
import { PrintDesk } from "./print-desk";

beforeEach(() => writeText("local", FLASH_KEY, "true"));
afterEach(cleanup);

const ID = "019a0000-0000-7000-8000-000000000001";
const OTHER = "019a0000-0000-7000-8000-000000000002";
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

const read = (condition: Condition, jobs: ListedJob[] = []): ReadPrinting => ({
  printers: [
    {
      id: ID,
      tenant_id: STORE.id,
      name: "Kitchen",
      paper: "80mm",
      prints_orders: true,
      condition,
      seen_at: ago(0),
      created_at: ago(0),
    },
  ],
  jobs,
  tests: [],
  readAt: Date.now(),
});
const lateJob = (state: "waiting" | "claimed"): ListedJob => ({
  id: ID,
  tenant_id: STORE.id,
  printer_id: ID,
  order_id: ID,
  order_code: "ORD-A7X3B2",
  cause: "accepted",
  state,
  fault: null,
  created_at: ago(OVERDUE_MS + 5_000),
  ended_at: null,
});

function show(first: ReadPrinting) {
  const client = new QueryClient();
  const key = ["printing", STORE.id, ""];
  client.setQueryData(key, first);
  const stream = makePageStream();
  const announced: string[] = [];
  const played: string[] = [];
  const { shift } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void played.push(tone) };
  const store = { tenant: STORE, roles: ["partner"], renderedAt: Date.now(), since: "read-at" } as const;
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner, printing, states }}>
      <QueryClientProvider client={client}>
        {stream.wrapper({
          children: (
            <AnnounceContext
              value={(said) => void announced.push(typeof said === "string" ? said : said.message)}
            >
              <StoreContext value={store}>
                <LiveBoardContext value={liveBoard([], { shift: { ...shift, audio } })}>
                  <PrintDesk />
                  <AlarmBand waiting={NONE_WAITS} />
                </LiveBoardContext>
              </StoreContext>
            </AnnounceContext>
          ),
        })}
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  const update = (next: ReadPrinting) => act(async () => void client.setQueryData(key, next));
  return { announced, played, update, stream };
}

test("a printer's fault and a ticket that is late are spoken once", async () => {
  const { announced, update } = show(read("ready"));
  expect(announced).toEqual([]);
  await update(read("no_paper"));
  await vi.waitFor(() => expect(announced).toEqual(["Printer Kitchen: out of paper"]));
  await update(read("no_paper", [lateJob("waiting")]));
  const both = ["Printer Kitchen: out of paper", "Ticket A7X3B2 has not come out yet"];
  await vi.waitFor(() => expect(announced).toEqual(both));
  await update(read("no_paper", [lateJob("claimed")]));
  expect(announced).toEqual(both);
});

test("a fault sounds once, as a technical problem and never as an order, and is shown until it is over", async () => {
  const { played, update } = show(read("ready"));
  await update(read("no_paper"));
  await vi.waitFor(() => expect(played).toEqual(["technical"]));
  screen.getByText("Printer Kitchen: out of paper");
  await update(read("no_paper", [lateJob("waiting"), { ...lateJob("waiting"), id: OTHER }]));
  await vi.waitFor(() => expect(played).toEqual(["technical", "technical"]));
  await update(read("ready"));
  await vi.waitFor(() => expect(screen.queryByText(/^Printer Kitchen/)).toBeNull());
  expect(screen.queryByText(/has not come out/)).toBeNull();
  expect(played).toHaveLength(2);
});

test("events since the page was read are asked for", () => {
  const { stream } = show(read("ready"));
  const [channel, , since] =
    stream.subscribe.mock.calls.find(([name]) => name === printingChannel.name(STORE.id)) ?? [];
  expect([channel, since]).toEqual([printingChannel.name(STORE.id), "read-at"]);
});
