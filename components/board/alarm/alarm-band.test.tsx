// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms } from "@/hooks/board/raised-alarms";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { writeText } from "@/lib/board/client/preferences";
import type { BoardOrder } from "@/lib/orders/model/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard, NONE_WAITS } from "@/test/support/store-views";
import { AlarmBand, ForgetAlarms } from "./alarm-band";

beforeEach(() => writeText("local", FLASH_KEY, "true"));
afterEach(cleanup);

let raise: (alarms: readonly RaisedAlarm[]) => void;
function Raiser() {
  raise = useRaiseAlarms();
  return null;
}

const someOrders = (count: number) => Array.from({ length: count }, (_, n) => boardOrder(n + 1));

function show(count: number) {
  const silenced: string[] = [];
  const seen: string[] = [];
  const played: string[] = [];
  const { shift } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void played.push(tone) };
  const silence = (orders: readonly BoardOrder[] = []) =>
    void silenced.push(orders.map(({ order_code }) => order_code).join(" "));
  const waiting = {
    ...NONE_WAITS,
    seen: (alarms: readonly RaisedAlarm[]) => void seen.push(alarms.map(({ key }) => key).join()),
  };
  const page = (ringing: BoardOrder[]) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <LiveBoardContext
        value={liveBoard([], { shift: { ...shift, audio }, alarm: { ringing, silence, silences: 0 } })}
      >
        <Raiser />
        <ForgetAlarms />
        <AlarmBand waiting={waiting} />
        <main id="main">
          <h1>Board</h1>
        </main>
      </LiveBoardContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(someOrders(count)));
  return { silenced, seen, played, ring: (ringing: number) => rerender(page(someOrders(ringing))) };
}
const lines = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const cancelled = (n: number): RaisedAlarm => ({
  key: `cancelled ${n}`,
  kind: "order_cancelled",
  text: `Order ${n} was cancelled`,
});

test("the band says which orders are new, and silences them", () => {
  const { silenced, ring } = show(2);
  expect(lines()).toEqual(["New order 1", "New order 2"]);
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect(silenced).toEqual(["ORD-1 ORD-2"]);
  ring(5);
  expect(lines()).toEqual(["New order 1", "New order 2", "New order 3", "and 2 more"]);
  ring(0);
  expect(screen.queryByRole("region")).toBeNull();
});

test("what happened once stays until somebody has seen it, the latest first", () => {
  const { silenced, seen } = show(0);
  act(() => raise([cancelled(122)]));
  act(() => raise([cancelled(123)]));
  act(() => raise([cancelled(122)]));
  expect(lines()).toEqual(["Order 122 was cancelled", "Order 123 was cancelled"]);
  fireEvent.click(screen.getByRole("button", { name: "Seen" }));
  expect(lines()).toEqual([]);
  expect(seen).toEqual(["cancelled 122,cancelled 123"]);
  expect(silenced).toEqual([]);
});

const begin: Record<string, (button: HTMLElement) => void> = {
  finger: (button) => fireEvent.pointerDown(button),
  key: (button) => fireEvent.keyDown(button, { key: " " }),
};
test.each(["finger", "key"])("a press of a %s means what the band showed when it began", (by) => {
  const { silenced, seen, ring } = show(0);
  act(() => raise([cancelled(122)]));
  begin[by]?.(screen.getByRole("button", { name: "Seen" }));
  act(() => raise([cancelled(123)]));
  ring(1);
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect([silenced, seen]).toEqual([[], ["cancelled 122"]]);
  expect(lines()).toEqual(["New order 1", "Order 123 was cancelled"]);

  begin[by]?.(screen.getByRole("button", { name: "Silence" }));
  ring(2);
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect(silenced).toEqual(["ORD-1"]);
});

test("a key that is held down presses once", () => {
  show(1);
  const button = screen.getByRole("button", { name: "Silence" });
  expect(fireEvent.keyDown(button, { key: "Enter" })).toBe(true);
  expect(fireEvent.keyDown(button, { key: "Enter", repeat: true })).toBe(false);
});

test("what a press does not name is not taken for seen", () => {
  const { silenced } = show(3);
  act(() => raise([cancelled(122)]));
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect(silenced).toEqual(["ORD-1 ORD-2 ORD-3"]);
  expect(lines()).toContain("and 1 more");
  cleanup();
  show(0);
  act(() => raise([1, 2, 3, 4].map(cancelled)));
  fireEvent.click(screen.getByRole("button", { name: "Seen" }));
  expect(lines()).toEqual(["Order 1 was cancelled"]);
});

test("the button keeps the focus while alarms come, and hands it to the page's heading with the last one", () => {
  const { ring } = show(1);
  const button = screen.getByRole("button", { name: "Silence" });
  button.focus();
  ring(0);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Board" }));
  ring(1);
  screen.getByRole("button", { name: "Silence" }).focus();
  act(() => raise([cancelled(122)]));
  ring(0);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Seen" }));
});

test("a press with the mouse leaves the focus where it was, so that the band does not move under it", () => {
  show(1);
  expect(fireEvent.mouseDown(screen.getByRole("button", { name: "Silence" }))).toBe(false);
});

test("a device that does not flash keeps no words, and shows no old ones when it flashes again", () => {
  const { played } = show(0);
  act(() => raise([cancelled(1)]));
  act(() => writeText("local", FLASH_KEY, "false"));
  expect(lines()).toEqual([]);
  act(() => raise([cancelled(2)]));
  expect(lines()).toEqual([]);
  expect(played).toEqual(["changed", "changed"]);
  act(() => writeText("local", FLASH_KEY, "true"));
  expect(lines()).toEqual([]);
});

test("what happens at the same moment sounds once for each tone", () => {
  const { played } = show(0);
  const changed: RaisedAlarm = { key: "changed 1", kind: "order_changed", text: "Order 1, sold out" };
  const fault: RaisedAlarm = {
    key: "printing 1",
    kind: "printer_fault",
    text: "Printer Kitchen: out of paper",
  };
  act(() => raise([cancelled(1), cancelled(2), changed, fault]));
  expect(played).toEqual(["changed", "technical"]);
  act(() => raise([]));
  expect(played).toHaveLength(2);
});

test("a board that is open for days keeps the latest alarms only, and another store's page none", () => {
  show(0);
  act(() => raise(Array.from({ length: 200 }, (_, n) => cancelled(n))));
  expect(lines()).toEqual([
    "Order 199 was cancelled",
    "Order 198 was cancelled",
    "Order 197 was cancelled",
    "and 17 more",
  ]);
  cleanup();
  show(0);
  expect(lines()).toEqual([]);
});

test("it flashes at most three times a second, and not at all for those who want less motion", () => {
  const css = readFileSync("components/board/alarm/alarm-band.css", "utf8");
  const seconds = [...css.matchAll(/animation: alarm-band ([\d.]+)s/g)].map(([, given]) => Number(given));
  expect(seconds).toHaveLength(2);
  for (const one of seconds) expect(1 / one).toBeLessThanOrEqual(3);
  expect(css.match(/prefers-reduced-motion: reduce\) \{\s+animation: none;/g)).toHaveLength(seconds.length);
});
