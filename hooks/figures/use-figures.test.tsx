// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DayFigures } from "@/lib/figures/model/schema";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { STORE } from "@/test/support/store-views";
import { useFigures } from "./use-figures";

const NOW = "2026-11-21T18:00:00.000Z";
const FIGURES: DayFigures = {
  date: "2026-11-20",
  time_zone: STORE.time_zone,
  currency: "EUR",
  orders: 0,
  revenue: 0,
  median_accept_seconds: null,
  p90_accept_seconds: null,
  late: 0,
  cancelled: 0,
  own_fault: 0,
  by_hour: Array.from({ length: 24 }, () => 0),
  top_items: [],
  as_of: NOW,
};
const answer = vi.fn(async () => Response.json({ data: FIGURES }));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(NOW) });
  vi.stubGlobal("fetch", answer);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

function follow(followsOrders: boolean) {
  const stream = makePageStream();
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{stream.wrapper({ children })}</QueryClientProvider>
  );
  renderHook(() => useFigures(STORE, FIGURES, undefined, followsOrders), { wrapper });
  return stream;
}

const order = boardOrder(1);
const event = {
  kind: "event",
  channel: tenantOrdersChannel.name(STORE.id),
  offset: 1,
  type: "new_order",
  data: {
    order_id: order.id,
    order_code: order.order_code,
    tenant_id: order.tenant_id,
    timestamp: NOW,
    order_status: order.order_status,
    version: order.version,
    order,
  },
} as const;

test.each([
  ["the present day are read again a second after an order", true, 1],
  ["a day that is over are not read again after an order, and by the minute", false, 0],
])("figures of %s", async (_, followsOrders, reads) => {
  const stream = follow(followsOrders);
  await act(async () => stream.send(event));
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(answer).toHaveBeenCalledTimes(reads);
  await act(() => vi.advanceTimersByTimeAsync(120_000));
  expect(answer.mock.calls.length).toBeGreaterThan(reads);
});
