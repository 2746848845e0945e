import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/orders/model/schema";
import { at } from "@/test/support/board-orders";
import { changesSince, decisiveChange, isHarmless } from "./conflict";

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
  const timeline = [entry(1, "place"), entry(2, "acknowledge")];
  expect(isHarmless(changesSince(timeline, 1))).toBe(true);
});

test("a press that lost to a decision is not repeated, and the loser hears of that decision", () => {
  const timeline = [entry(1, "place"), entry(2, "accept"), entry(3, "acknowledge")];
  expect(isHarmless(changesSince(timeline, 1))).toBe(false);
  expect(decisiveChange(timeline, 1)).toEqual(entry(2, "accept"));
});

test("where nothing changed there is nothing to repeat for", () => {
  expect(isHarmless(changesSince([entry(1, "place")], 1))).toBe(false);
  expect(decisiveChange([entry(1, "place")], 1)).toBeNull();
});
