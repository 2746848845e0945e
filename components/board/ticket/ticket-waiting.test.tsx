// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StoreContext } from "@/hooks/board/store-context";
import type { Press } from "@/lib/board/client/press";
import { MEANT_FOR_MS } from "@/lib/commands/client/press-queue";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { at, boardOrder } from "@/test/support/board-orders";
import { STORE, TICKET_HANDLERS } from "@/test/support/store-views";
import { TicketWaiting } from "./ticket-waiting";

const PRESSED = Date.parse(at(19, 4));
const order = boardOrder(1, { order_code: "ORD-4FQ2" });
const press: Press = {
  key: "key-1",
  subject: order.id,
  orderCode: order.order_code,
  action: { name: "accept" },
  shown: 1,
  version: 1,
  pressedAt: PRESSED,
  meantAt: PRESSED,
  tries: 1,
  isSending: false,
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(now: number, presses: readonly Press[] = [press]) {
  vi.setSystemTime(now);
  const asked: string[] = [];
  render(
    <NextIntlClientProvider locale="en" messages={{ common, partner }} timeZone="UTC">
      <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: now, since: undefined }}>
        <article tabIndex={-1}>
          <TicketWaiting
            presses={presses}
            handlers={{
              discard: ({ key }) => asked.push(`discard ${key}`),
              confirm: ({ key }) => asked.push(`send ${key}`),
            }}
          />
        </article>
      </StoreContext>
    </NextIntlClientProvider>,
  );
  return asked;
}

test("a press that waits says what it does and when it was pressed, by the store's clock", () => {
  show(PRESSED + 60_000);
  expect(screen.getByRole("listitem").textContent).toContain("Accept waiting to be sent · 20:04");
  expect(screen.queryByRole("button", { name: /^Send now/ })).toBeNull();
});

test("discarding it leaves the focus on the ticket", () => {
  const asked = show(PRESSED);
  const button = screen.getByRole("button", { name: "Discard, order 4FQ2" });
  button.focus();
  fireEvent.click(button);
  expect(asked).toEqual(["discard key-1"]);
  expect(document.activeElement).toBe(screen.getByRole("article"));
});

test("an old press asks whether it is still meant", () => {
  const asked = show(PRESSED + MEANT_FOR_MS);
  expect(screen.getByRole("listitem").textContent).toContain("Send it now?");
  fireEvent.click(screen.getByRole("button", { name: "Send now, order 4FQ2" }));
  expect(asked).toEqual(["send key-1"]);
});

test("sending it leaves the focus on the ticket", () => {
  show(PRESSED + MEANT_FOR_MS);
  const button = screen.getByRole("button", { name: "Send now, order 4FQ2" });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(screen.getByRole("article"));
});

test("a press that begins to wait hides the button below it, and the focus goes from there to the ticket", () => {
  const ticket = (presses: readonly Press[]) => (
    <NextIntlClientProvider locale="en" messages={{ common, partner }} timeZone="UTC">
      <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: PRESSED, since: undefined }}>
        <article tabIndex={-1}>
          {presses.length > 0 && <TicketWaiting presses={presses} handlers={TICKET_HANDLERS} />}
          <div className="ticket-meta">
            <button type="button">Decline</button>
          </div>
          <button type="button">Accept</button>
        </article>
      </StoreContext>
    </NextIntlClientProvider>
  );
  for (const [name, leaves] of [
    ["Decline", true],
    ["Accept", false],
  ] as const) {
    const { rerender, unmount } = render(ticket([]));
    const button = screen.getByRole("button", { name });
    button.focus();
    rerender(ticket([press]));
    expect(document.activeElement).toBe(leaves ? screen.getByRole("article") : button);
    unmount();
  }
});

test("a ticket shows the first of several presses and counts the others, so that it keeps its height", () => {
  const more = [
    { ...press, key: "key-2", action: { name: "ready" } },
    { ...press, key: "key-3", action: { name: "hand_over" } },
  ] as const;
  const asked = show(PRESSED, [{ ...press, action: { name: "delay", minutes: 10, note: "" } }, ...more]);
  const lines = () => screen.getAllByRole("listitem").map((line) => line.querySelector("p")?.textContent);
  expect(lines()).toEqual(["+10 min and 2 more waiting to be sent · 20:04"]);
  fireEvent.click(screen.getByRole("button", { name: "Discard, order 4FQ2" }));
  expect(asked).toEqual(["discard key-1"]);
  cleanup();
  show(PRESSED, more.slice(0, 1));
  expect(lines()).toEqual(["Ready waiting to be sent · 20:04"]);
});

test("a press that is being sent says so, keeps the focus and is not discarded", () => {
  const asked = show(PRESSED, [{ ...press, isSending: true }]);
  const button = screen.getByRole("button", { name: "Sending…, order 4FQ2" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  button.focus();
  fireEvent.click(button);
  expect(asked).toEqual([]);
  expect(document.activeElement).toBe(button);
});
