import { expect, test } from "vitest";
import { canGive, canMove, canOfferToAll, canRelease } from "./possible";

const order = (
  order_status: "Preparing" | "Out for Delivery",
  rider_state: "none" | "accepted" | "picked_up" | "failed",
  may_decide = false,
) => ({
  order_status,
  rider_state,
  may_decide,
  delivery_by: "riders" as const,
  rider_id: rider_state === "none" ? null : "019a0000-0000-7000-8000-000000000001",
});

test.each([
  [order("Preparing", "none"), [true, false]],
  [order("Preparing", "accepted"), [true, true]],
  [order("Out for Delivery", "picked_up"), [false, false]],
  [order("Out for Delivery", "failed"), [false, false]],
  [order("Out for Delivery", "failed", true), [true, true]],
] as const)("%j can be given and released: %j", (one, can) => {
  expect([canGive(one), canRelease(one)]).toEqual(can);
});

test("a failed delivery is kept for nobody before it was given or released", () => {
  expect(canMove(order("Out for Delivery", "failed", true))).toBe(false);
});

test("all riders can be asked for what nobody has, and what riders bring", () => {
  const free = order("Preparing", "none");
  expect(canOfferToAll(free)).toBe(true);
  expect(canOfferToAll({ ...free, delivery_by: "store" })).toBe(false);
  expect(canOfferToAll(order("Preparing", "accepted"))).toBe(false);
  expect(canOfferToAll(order("Out for Delivery", "failed", true))).toBe(false);
});
