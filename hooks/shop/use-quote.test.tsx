// @vitest-environment happy-dom
import { focusManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Cart } from "@/lib/cart/model/schema";
import type { Quote } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import { uuid } from "@/test/support/menu-arbitraries";
import { NO_EXTRAS, OPEN } from "@/test/support/store-views";
import { useQuote } from "./use-quote";
import { useQuoteUntil } from "./use-quote-until";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  focusManager.setFocused(undefined);
  vi.unstubAllGlobals();
});

const CART: Cart = {
  version: 1,
  key: "a key of a cart",
  delivery_fee: null,
  lines: [
    {
      menu_item_id: uuid(1),
      name: "Miso soup",
      unit_price: 390,
      quantity: 1,
      option_ids: [],
      option_names: [],
      note: "",
    },
  ],
};
const quoteAt = (total: number): Quote => ({
  status: OPEN,
  soonest_minutes: 35,
  area: EVERYWHERE,
  lines: [{ menu_item_id: uuid(1), name: "Miso soup", unit_price: total, problem: null }],
  items_total: total,
  delivery_fee: 0,
  total,
  ...NO_EXTRAS,
  currency: "EUR",
  minimum_order: 0,
  is_open: true,
  can_order: true,
});
const answerAt = (total: number) => Response.json({ success: true, data: quoteAt(total) });

test("a price that changes while the first quote is under way is quoted anew, and the older answer is not shown", async () => {
  const first = Promise.withResolvers<Response>();
  const answers = [first.promise, Promise.resolve(answerAt(450))];
  vi.stubGlobal("fetch", () => answers.shift());
  const client = new QueryClient();
  const { result } = renderHook(() => useQuote(uuid(9), CART, null), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
  act(() => result.current.refetch());
  await expect.poll(() => result.current.quote?.total).toBe(450);
  await act(async () => first.resolve(answerAt(390)));
  expect(result.current.quote?.total).toBe(450);
  expect(result.current.hasFailed).toBe(false);
});

test("a quote is asked for again every minute, and not while the page is hidden", async () => {
  vi.useFakeTimers();
  let asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked += 1;
    return answerAt(390 + asked);
  });
  const client = new QueryClient();
  const { result } = renderHook(() => useQuote(uuid(9), CART, null), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(asked).toBe(1);
  await act(() => vi.advanceTimersByTimeAsync(64_000));
  expect(asked).toBe(2);
  expect(result.current.quote?.total).toBe(392);
  focusManager.setFocused(false);
  await act(() => vi.advanceTimersByTimeAsync(180_000));
  expect(asked).toBe(2);
});

test("when a status ends, the quote is asked for until an answer is from after its end", () => {
  // Clocks tick at whole seconds.
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const quote: Quote = {
    ...quoteAt(390),
    status: { ...OPEN, until: new Date(Date.now() + 2_000).toISOString() },
  };
  const refetch = vi.fn();
  const { rerender } = renderHook(({ shown, at }) => useQuoteUntil(shown, at, refetch), {
    initialProps: { shown: quote, at: 1 },
  });
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
  pass(1_000);
  expect(refetch).not.toHaveBeenCalled();
  pass(1_500);
  pass(6_000);
  expect(refetch).toHaveBeenCalledTimes(1);
  rerender({ shown: quote, at: 2 });
  pass(8_000);
  expect(refetch).toHaveBeenCalledTimes(2);
  rerender({ shown: quoteAt(390), at: 3 });
  pass(60_000);
  expect(refetch).toHaveBeenCalledTimes(2);
});
