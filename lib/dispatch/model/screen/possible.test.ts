import { expect, test } from "vitest";
import { canGive, canMove, canRelease } from "./possible";

const order = (
  order_status: "Preparing" | "Out for Delivery",
  rider_state: "none" | "accepted" | "picked_up" | "failed",
) => ({
  order_status,
  rider_state,
  rider_id: rider_state === "none" ? null : "019a0000-0000-7000-8000-000000000001",
});

test.each([
  [order("Preparing", "none"), { store: [true, false], platform: [true, false] }],
  [order("Preparing", "accepted"), { store: [true, true], platform: [true, true] }],
  [order("Out for Delivery", "picked_up"), { store: [false, false], platform: [false, false] }],
  [order("Out for Delivery", "failed"), { store: [false, false], platform: [true, true] }],
] as const)("%j can be given and released: %j", (one, { store, platform }) => {
  expect([canGive(one, false), canRelease(one, false)]).toEqual(store);
  expect([canGive(one, true), canRelease(one, true)]).toEqual(platform);
});

test("a failed delivery is kept for nobody before it was given or released", () => {
  expect(canMove(order("Out for Delivery", "failed"))).toBe(false);
});
