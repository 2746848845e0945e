// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms } from "@/hooks/board/raised-alarms";
import type { SoundState } from "@/hooks/board/shift-audio";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { writeText } from "@/lib/board/client/preferences";
import { AGAIN_MS, QUIET_MS } from "@/lib/board/client/waiting-alarm";
import type { BoardOrder } from "@/lib/orders/model/schema";
import partner from "@/messages/en/partner.json";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { AlarmBand } from "./alarm-band";
import { useWaitingAlarm } from "./use-waiting-alarm";
import { WaitingBar } from "./waiting-bar";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse(at(18, 19)) }));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.useRealTimers();
});
let raise: (alarms: readonly RaisedAlarm[]) => void;
function Waiting() {
  const waiting = useWaitingAlarm();
  raise = useRaiseAlarms();
  return (
    <>
      <WaitingBar waiting={waiting} />
      <AlarmBand waiting={waiting} />
    </>
  );
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

function show(
  orders: readonly BoardOrder[],
  { state = "live", sound: soundAtFirst = "on" }: { state?: "live" | "offline"; sound?: SoundState } = {},
) {
  let sound = soundAtFirst;
  const { wrapper: Stream } = makePageStream({ state, since: null, lastContact: null });
  const played: string[] = [];
  const announced: string[] = [];
  const { shift } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void (sound === "on" && played.push(tone)) };
  const announce = (said: { message: string } | string) =>
    void announced.push(typeof said === "string" ? said : said.message);
  const page = (silences: number, shown: readonly BoardOrder[], ringing: BoardOrder[] = []) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <AnnounceContext value={announce}>
        <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: Date.now(), since: undefined }}>
          <LiveBoardContext
            value={liveBoard(shown, {
              shift: { ...shift, sound, audio },
              alarm: { ringing, silence: () => undefined, silences },
            })}
          >
            <Stream>
              <main id="main">
                <h1>Board</h1>
              </main>
              <Waiting />
            </Stream>
          </LiveBoardContext>
        </StoreContext>
      </AnnounceContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(0, orders));
  const update = (silences: number, shown = orders, ringing: BoardOrder[] = []) =>
    rerender(page(silences, shown, ringing));
  const turn = (next: SoundState) => {
    sound = next;
    update(0);
  };
  return { played, announced, update, turn };
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
  const { played, update } = show([acceptedOrder(7)], { state: "offline" });
  await pass(70_000);
  update(1);
  await pass(AGAIN_MS);
  expect(played).toEqual(["waiting", "waiting"]);
});

test("a bar says which orders sounded, and a press of it silences them", async () => {
  const { played } = show([acceptedOrder(7)]);
  expect(screen.queryByRole("region", { name: "Alarm" })).toBeNull();
  await pass(70_000);
  screen.getByText("Order 7 is waiting too long");
  const silence = screen.getByRole("button", { name: "Silence" });
  silence.focus();
  fireEvent.click(silence);
  expect(screen.queryByRole("region", { name: "Alarm" })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Board" }));
  await pass(QUIET_MS - 60_000);
  expect(played).toHaveLength(1);
});

test("the bar counts several orders, and gives way to the one of new orders", async () => {
  const orders = [acceptedOrder(7), acceptedOrder(8)];
  const { update } = show(orders);
  await pass(70_000);
  screen.getByText("2 orders are waiting too long");
  screen.getByText("7 · 8");
  update(0, orders, [boardOrder(9)]);
  expect(screen.queryByRole("region", { name: "Alarm" })).toBeNull();
  update(0, [acceptedOrder(8)]);
  await pass(1_000);
  screen.getByText("Order 8 is waiting too long");
});

test("what a device without sound could not play is heard as soon as it can", async () => {
  const { played, announced, turn } = show([acceptedOrder(7)], { sound: "blocked" });
  await pass(70_000);
  expect([played, announced]).toEqual([[], ["Order 7 is waiting too long"]]);
  expect(screen.queryByRole("region", { name: "Alarm" })).toBeNull();
  await pass(AGAIN_MS);
  expect(announced).toHaveLength(1);
  turn("on");
  expect(played).toEqual(["waiting"]);
  screen.getByRole("region", { name: "Alarm" });
});

test("an order whose words were seen is quiet, and one that the band did not tell of is not", async () => {
  writeText("local", FLASH_KEY, "true");
  const { played } = show([acceptedOrder(7)]);
  await pass(70_000);
  fireEvent.click(screen.getByRole("button", { name: "Seen" }));
  expect(screen.queryByRole("region")).toBeNull();
  await pass(QUIET_MS + 30_000);
  expect(played).toEqual(["waiting", "waiting"]);

  const three = [1, 2, 3].map(
    (n): RaisedAlarm => ({ key: `printing ${n}`, kind: "printer_fault", text: `Printer ${n}: out of paper` }),
  );
  act(() => raise(three));
  fireEvent.click(screen.getByRole("button", { name: "Seen" }));
  screen.getByRole("region", { name: "Alarm" });
  await pass(AGAIN_MS);
  expect(played).toEqual(["waiting", "waiting", "technical", "waiting"]);
});

test("an order that begins to wait under the finger is not silenced", () => {
  const [first, second] = [acceptedOrder(1), acceptedOrder(2)];
  const silence = vi.fn();
  const page = (...sounded: BoardOrder[]) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <LiveBoardContext value={liveBoard([first, second])}>
        <WaitingBar
          waiting={{ sounded: new Set(sounded.map(({ id }) => id)), silence, seen: () => undefined }}
        />
      </LiveBoardContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(first));
  fireEvent.pointerDown(screen.getByRole("button", { name: "Silence" }));
  rerender(page(first, second));
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect(silence.mock.calls).toEqual([[new Set([first.id])]]);
});
