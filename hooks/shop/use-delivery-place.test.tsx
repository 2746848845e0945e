// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cart } from "@/lib/cart/model/schema";
import type { Quote } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import type { Area } from "@/lib/stores/model/zones/area-schema";
import { FAR, NEAR } from "@/test/support/delivery";
import { uuid } from "@/test/support/menu-arbitraries";
import { NO_EXTRAS, OPEN } from "@/test/support/store-views";
import { SETTLES_MS, useDeliveryPlace } from "./use-delivery-place";
import { useFeeOfPlace } from "./use-fee-of-place";

const asked: URL[] = [];
let answer: () => Response | Promise<Response>;
beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  answer = () => Response.json({ success: true, data: { kind: "found", place: NEAR } });
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(new URL(path, "http://localhost"));
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const TYPED = { line1: "Quay 7", postal_code: "20457", city: "Port Selby" };

function find(initial: object = {}, isNeeded = true) {
  const client = new QueryClient();
  return renderHook(({ isNeeded: needed }) => useDeliveryPlace(initial, needed), {
    initialProps: { isNeeded },
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
}
/** What a timer starts, and its answer, come after it. */
const pass = async (ms: number) => {
  await act(() => vi.advanceTimersByTimeAsync(ms));
  await act(() => vi.advanceTimersByTimeAsync(0));
};

test("an address is looked up once, when it is whole and nobody types any more", async () => {
  const { result } = find();
  expect(result.current.state).toBe("incomplete");
  for (const line1 of ["Q", "Qu", "Quay 7"]) {
    act(() => result.current.setTyped({ ...TYPED, line1 }));
    await pass(SETTLES_MS - 1);
  }
  expect(result.current.state).toBe("asking");
  expect(asked).toEqual([]);
  await pass(10);
  expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([TYPED]);
  expect(result.current).toMatchObject({ state: "found", place: NEAR, pin: null });
});

test("without need nothing is looked up", async () => {
  const { result, rerender } = find(TYPED, false);
  await pass(SETTLES_MS);
  expect(asked).toEqual([]);
  rerender({ isNeeded: true });
  await pass(10);
  expect(result.current.state).toBe("found");
});

test("a pin is for the address that it was put for, also the remembered one", async () => {
  const { result } = find({ ...TYPED, lat: String(FAR.lat), lng: String(FAR.lng) });
  await pass(SETTLES_MS);
  expect(result.current).toMatchObject({ state: "pinned", place: FAR });
  expect(asked).toEqual([]);
  act(() => result.current.setTyped({ ...TYPED, line1: "Quay 8" }));
  expect(result.current).toMatchObject({ state: "asking", place: null });
  await pass(SETTLES_MS + 10);
  expect(result.current).toMatchObject({ state: "found", place: NEAR });
  act(() => result.current.setPin(FAR));
  expect(result.current).toMatchObject({ state: "pinned", place: FAR });
});

test("an address that the directory does not know, or that it does not answer for, has no place", async () => {
  answer = () => Response.json({ success: true, data: { kind: "unknown" } });
  const unknown = find(TYPED);
  await pass(SETTLES_MS);
  expect(unknown.result.current).toMatchObject({ state: "unknown", place: null });
  answer = () => Response.json({ success: false, errors: ["down"] }, { status: 500 });
  const down = find(TYPED);
  // React Query asks once more, after a second.
  await pass(SETTLES_MS + 3_000);
  expect(down.result.current).toMatchObject({ state: "unavailable", place: null });
  answer = () => Response.json({ success: true, data: { kind: "found", place: NEAR } });
  act(() => down.result.current.askAgain());
  await pass(10);
  expect(down.result.current.state).toBe("found");
});

const HARBOUR: Area = { kind: "zone", zone_id: uuid(5), zone_name: "Harbour" };
const CART: Cart = {
  version: 1,
  key: "a key of a cart",
  delivery_fee: 290,
  lines: [
    {
      ...{ menu_item_id: uuid(1), name: "Miso soup", unit_price: 390, quantity: 1, note: "" },
      ...{ option_ids: [], option_names: [] },
    },
  ],
};
const quoted = (delivery_fee: number, area: Area = HARBOUR): Quote => ({
  lines: [{ menu_item_id: uuid(1), name: "Miso soup", unit_price: 390, problem: null }],
  ...{
    items_total: 390,
    delivery_fee,
    total: 390 + delivery_fee,
    ...NO_EXTRAS,
    currency: "EUR",
    minimum_order: 0,
  },
  ...{ is_open: true, status: OPEN, soonest_minutes: 35, area, can_order: true },
});

function showFee(first: { quote: Quote; place: typeof NEAR | null }) {
  let cart = CART;
  const update = (change: (cart: Cart) => Cart) => {
    cart = change(cart);
  };
  const hook = renderHook(({ quote, place }) => useFeeOfPlace(cart, quote, place, update), {
    initialProps: first,
  });
  return {
    changes: () => hook.result.current,
    fee: () => cart.delivery_fee,
    show: (quote: Quote, place: typeof NEAR | null) => hook.rerender({ quote, place }),
  };
}

test("the fee of an address is taken over with it; one that changes while the address stays is a change", () => {
  const { changes, fee, show } = showFee({ quote: quoted(150), place: NEAR });
  expect([changes(), fee()]).toEqual([[], 150]);
  show(quoted(450), FAR);
  expect([changes(), fee()]).toEqual([[], 450]);
  show(quoted(900), FAR);
  expect(changes()).toEqual([{ kind: "delivery_fee", was: 450, now: 900 }]);
  expect(fee()).toBe(450);
});

test("a fee of the store itself that changes is a change, and outside there is none to accept", () => {
  const { changes, fee, show } = showFee({ quote: quoted(350, EVERYWHERE), place: null });
  expect(changes()).toEqual([{ kind: "delivery_fee", was: 290, now: 350 }]);
  show(quoted(350, { ...EVERYWHERE, kind: "outside" }), FAR);
  expect([changes(), fee()]).toEqual([[], 290]);
});
