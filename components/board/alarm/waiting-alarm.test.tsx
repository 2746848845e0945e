// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { AGAIN_MS, QUIET_MS } from "@/lib/board/client/waiting-alarm";
import type { BoardOrder } from "@/lib/orders/model/schema";
import partner from "@/messages/en/partner.json";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { WaitingAlarm } from "./waiting-alarm";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse(at(18, 19)) }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

function show(orders: readonly BoardOrder[], state: "live" | "offline" = "live") {
  const { wrapper: Stream } = makePageStream({ state, since: null, lastContact: null });
  const played: string[] = [];
  const announced: string[] = [];
  const { shift } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void played.push(tone) };
  const announce = (said: { message: string } | string) =>
    void announced.push(typeof said === "string" ? said : said.message);
  const page = (silences: number, shown: readonly BoardOrder[], ringing: BoardOrder[] = []) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <AnnounceContext value={announce}>
        <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.now(), since: undefined }}>
          <LiveBoardContext
            value={liveBoard(shown, {
              shift: { ...shift, audio },
              alarm: { ringing, silence: () => undefined, silences },
            })}
          >
            <Stream>
              <WaitingAlarm />
            </Stream>
          </LiveBoardContext>
        </StoreContext>
      </AnnounceContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(0, orders));
  const update = (silences: number, shown = orders, ringing: BoardOrder[] = []) =>
    rerender(page(silences, shown, ringing));
  return { played, announced, update };
}

test("an order that should have left is heard and spoken when its time is over, and again minutes later", async () => {
  const { played, announced } = show([acceptedOrder(7)]);
  await pass(50_000);
  expect(played).toEqual([]);
  await pass(15_000);
  expect([played, announced]).toEqual([["waiting"], ["Order 7 is waiting too long"]]);
  await pass(AGAIN_MS - 30_000);
  expect(played).toHaveLength(1);
  await pass(60_000);
  expect(played).toHaveLength(2);
});

test("silencing ends it for a time, and an order that leaves is no reason any more", async () => {
  const { played, update } = show([acceptedOrder(7)]);
  await pass(70_000);
  expect(played).toHaveLength(1);
  update(1);
  await pass(QUIET_MS - 60_000);
  expect(played).toHaveLength(1);
  update(1, [acceptedOrder(7), acceptedOrder(8)]);
  await pass(30_000);
  expect(played).toHaveLength(2);
  update(1, [acceptedOrder(7)]);
  await pass(60_000);
  expect(played).toHaveLength(3);
  update(1, []);
  await pass(2 * AGAIN_MS);
  expect(played).toHaveLength(3);
});

test("silencing a new order says nothing about the orders that wait", async () => {
  const { played, update } = show([acceptedOrder(7)]);
  await pass(70_000);
  update(0, [acceptedOrder(7)], [boardOrder(9)]);
  update(1, [acceptedOrder(7)]);
  await pass(AGAIN_MS);
  expect(played).toEqual(["waiting", "waiting"]);
});

test("nor does silencing the tone of a lost connection", async () => {
  const { played, update } = show([acceptedOrder(7)], "offline");
  await pass(70_000);
  update(1);
  await pass(AGAIN_MS);
  expect(played).toEqual(["waiting", "waiting"]);
});
