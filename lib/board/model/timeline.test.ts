import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/orders/model/schema";
import { at } from "@/test/support/board-orders";
import { isFinalEntry, stepDurations } from "./timeline";

const entry = (version: number, minute: number, to: TimelineEntry["to_status"]): TimelineEntry => ({
  version,
  at: at(18, minute),
  action: "accept",
  from_status: "Order Received",
  to_status: to,
  actor_kind: "partner",
  actor_name: "Ana Ito",
  reason: null,
  note: null,
  minutes: null,
});

test("each entry has the seconds since the one before", () => {
  const timeline = [entry(1, 0, "Order Received"), entry(2, 1, "Preparing"), entry(3, 19, "Preparing")];
  expect(stepDurations(timeline)).toEqual([null, 60, 1080]);
});

test("delivered and cancelled entries are final", () => {
  expect(isFinalEntry(entry(4, 30, "Delivered"))).toBe(true);
  expect(isFinalEntry(entry(4, 30, "Out for Delivery"))).toBe(false);
});
