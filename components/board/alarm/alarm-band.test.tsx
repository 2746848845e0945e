// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms } from "@/hooks/board/raised-alarms";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";
import { AlarmBand, ForgetAlarms } from "./alarm-band";

afterEach(cleanup);

let raise: (alarms: readonly RaisedAlarm[]) => void;
function Raiser() {
  raise = useRaiseAlarms();
  return null;
}

function show(count: number) {
  const pressed: string[] = [];
  const played: string[] = [];
  const { shift } = liveBoard([]);
  const audio = { ...shift.audio, play: (tone: string) => void played.push(tone) };
  const page = (ringing: number) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <LiveBoardContext
        value={liveBoard([], {
          shift: { ...shift, audio },
          alarm: {
            ringing: Array.from({ length: ringing }, (_, n) => boardOrder(n + 1)),
            silence: () => void pressed.push("silence"),
            silences: 0,
          },
        })}
      >
        <Raiser />
        <ForgetAlarms />
        <AlarmBand />
      </LiveBoardContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(page(count));
  return { pressed, played, ring: (ringing: number) => rerender(page(ringing)) };
}
const lines = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const cancelled = (n: number): RaisedAlarm => ({
  key: `cancelled ${n}`,
  kind: "order_cancelled",
  text: `Order ${n} was cancelled`,
});

test("the band says which orders are new, and silences them", () => {
  const { pressed, ring } = show(2);
  expect(lines()).toEqual(["New order 1", "New order 2"]);
  fireEvent.click(screen.getByRole("button", { name: "Silence" }));
  expect(pressed).toEqual(["silence"]);
  ring(5);
  expect(lines()).toEqual(["New order 1", "New order 2", "New order 3", "and 2 more"]);
  ring(0);
  expect(screen.queryByRole("region")).toBeNull();
});

test("what happened once stays until somebody has seen it, the latest first", () => {
  const { pressed } = show(0);
  act(() => raise([cancelled(122)]));
  act(() => raise([cancelled(123)]));
  act(() => raise([cancelled(122)]));
  expect(lines()).toEqual(["Order 122 was cancelled", "Order 123 was cancelled"]);
  fireEvent.click(screen.getByRole("button", { name: "Seen" }));
  expect(lines()).toEqual([]);
  expect(pressed).toEqual(["silence"]);
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
