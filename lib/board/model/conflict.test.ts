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
