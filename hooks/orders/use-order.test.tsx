// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RealtimeClient, RealtimeContext } from "@/hooks/realtime/realtime-context";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import { boardOrder } from "@/test/support/board-orders";
import { useOrder } from "./use-order";

const order = { ...boardOrder(1), timeline: [] };
const asked = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked);
  asked.mockReset().mockResolvedValue(new Response("{}", { status: 503 }));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function openFor(ms: number, state: ConnectionState): Promise<void> {
  const status = { state, since: null, lastContact: null };
  const nothing = () => () => undefined;
  const stream: RealtimeClient = {
    start: () => undefined,
    stop: () => undefined,
    expect: () => undefined,
    subscribe: nothing,
    retry: () => undefined,
    subscribeToAll: nothing,
    status: () => status,
    onStatus: nothing,
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <RealtimeContext value={stream}>{children}</RealtimeContext>
    </QueryClientProvider>
  );
  renderHook(() => useOrder(order, "v1"), { wrapper });
  await vi.advanceTimersByTimeAsync(ms);
}

test("an order is polled every 30 to 34 s while the stream is down", async () => {
  await openFor(69_000, "offline");
  expect(asked).toHaveBeenCalledTimes(2);
});

test.each(["live", "signed_out"] as const)(
  "an order is not polled while the state of the stream is %s",
  async (state) => {
    await openFor(61_000, state);
    expect(asked).not.toHaveBeenCalled();
  },
);
