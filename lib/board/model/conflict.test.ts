import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/orders/model/schema";
import { at } from "@/test/support/board-orders";
import { decisiveChange, isHarmless } from "./conflict";

const entry = (version: number, action: TimelineEntry["action"]): TimelineEntry => ({
  version,
  action,
  at: at(18, version),
  from_status: "Order Received",
  to_status: "Order Received",
  actor_kind: "partner",
  actor_name: "Ben Ode",
  reason: null,
  note: null,
  minutes: null,
});

test("an action that lost only to an acknowledgement may be repeated", () => {
  expect(isHarmless([entry(2, "acknowledge")])).toBe(true);
});

test("an action that lost to a decision is not repeated, and the decision is named", () => {
  const since = [entry(2, "accept"), entry(3, "acknowledge")];
  expect(isHarmless(since)).toBe(false);
  expect(decisiveChange(since)).toEqual(entry(2, "accept"));
});

test("an action is not repeated when no change is known", () => {
  expect(isHarmless([])).toBe(false);
  expect(decisiveChange([])).toBeNull();
});

test("who comes for an order, and that the rider is there, does not stand in the way of a press; the pick-up does", () => {
  expect(isHarmless([entry(2, "assign_rider"), entry(3, "rider_at_store"), entry(4, "release_rider")])).toBe(
    true,
  );
  const picked: TimelineEntry = { ...entry(5, "pick_up"), to_status: "Out for Delivery" };
  const released: TimelineEntry = { ...entry(5, "release_rider"), from_status: "Out for Delivery" };
  for (const decisive of [picked, released]) expect(decisiveChange([decisive])).toEqual(decisive);
});
