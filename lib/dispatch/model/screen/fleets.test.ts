import { expect, test } from "vitest";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { dispatchOrder, dispatchRider } from "@/test/support/dispatch-views";
import { FLEETS_FOLLOWED, followedFleets } from "./fleets";

const store = (n: number) => `019a0000-0000-7000-8900-${String(n).padStart(12, "0")}`;

test("an admin's page follows the platform's fleet first, also when nobody rides for it", () => {
  expect(followedFleets({ orders: [], riders: [] })).toEqual([PLATFORM_FLEET]);
});

test("then the fleets with the most riders, and those of stores with open orders", () => {
  const riders = [1, 2, 2].map((n, index) => dispatchRider(index, "Rita Holm", { tenant_id: store(n) }));
  const orders = [dispatchOrder(1, { tenant_id: store(3) }), dispatchOrder(2, { tenant_id: store(1) })];
  expect(followedFleets({ orders, riders })).toEqual([PLATFORM_FLEET, store(2), store(1), store(3)]);
});

test("never more than a stream can read besides its own channels", () => {
  const riders = Array.from({ length: 40 }, (_, n) => dispatchRider(n, "Rita Holm", { tenant_id: store(n) }));
  const fleets = followedFleets({ orders: [], riders });
  expect(fleets).toHaveLength(FLEETS_FOLLOWED);
  expect(fleets[0]).toBe(PLATFORM_FLEET);
});
