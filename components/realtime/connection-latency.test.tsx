// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type RealtimeClient,
  RealtimeContext,
  type RealtimeMessage,
} from "@/hooks/realtime/realtime-context";
import realtime from "@/messages/en/realtime.json";
import { ConnectionLatency } from "./connection-latency";

const NOW = Date.parse("2026-01-05T08:00:00.000Z");
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show() {
  const handlers = new Set<(message: RealtimeMessage) => void>();
  const client: RealtimeClient = {
    start: () => undefined,
    stop: () => undefined,
    expect: () => undefined,
    retry: () => undefined,
    subscribe: () => () => undefined,
    subscribeToAll: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    status: () => ({ state: "live", since: null, lastContact: null }),
    onStatus: () => () => undefined,
  };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ realtime }}>
      <RealtimeContext value={client}>
        <ConnectionLatency>synced just now</ConnectionLatency>
      </RealtimeContext>
    </NextIntlClientProvider>,
  );
  const send = (ms: number) =>
    act(async () => {
      for (const handler of handlers)
        handler({
          kind: "event",
          channel: "role:admin",
          offset: null,
          type: "admin_news",
          data: {
            kind: "store_changed",
            id: "019a0000-0000-7000-8000-00000000000a",
            timestamp: new Date(NOW - ms).toISOString(),
          },
        });
    });
  const open = () =>
    act(async () => {
      const toggle = Object.assign(new Event("toggle"), { newState: "open", oldState: "closed" });
      screen.getByRole("note", { hidden: true }).dispatchEvent(toggle);
    });
  return { send, open };
}

test("the times of the last events are shown at a press, and follow new ones while they are", async () => {
  const { send, open } = show();
  await open();
  expect(screen.getByRole("note", { hidden: true }).textContent).toContain(realtime.latency.none);
  await send(40);
  await send(90);
  expect(screen.getByRole("note", { hidden: true }).textContent).toContain("90 ms");
  expect(screen.getByRole("button").getAttribute("popovertarget")).toBe(
    screen.getByRole("note", { hidden: true }).id,
  );
});
