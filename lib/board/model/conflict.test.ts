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

test("a press that lost only to the alarm being silenced may be repeated", () => {
  expect(isHarmless([entry(2, "acknowledge")])).toBe(true);
});

test("a press that lost to a decision is not repeated, and the decision is named", () => {
  const since = [entry(2, "accept"), entry(3, "acknowledge")];
  expect(isHarmless(since)).toBe(false);
  expect(decisiveChange(since)).toEqual(entry(2, "accept"));
});

test("a press is not repeated when nothing is known to have changed", () => {
  expect(isHarmless([])).toBe(false);
  expect(decisiveChange([])).toBeNull();
});
