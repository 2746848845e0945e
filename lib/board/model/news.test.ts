import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { newsSince, ringing, seenWith } from "./news";

const cancelled = boardOrder(1, { order_status: "Cancelled", version: 2, cancelled_by: "customer" });
const nothing = { arrived: [], cancelled: [] };

test("a new order is reported once, however often it is read", () => {
  const order = boardOrder(1);
  expect(newsSince(new Map(), [order]).arrived).toEqual([order]);
  expect(newsSince(seenWith(new Map(), [order]), [boardOrder(1, { version: 2 })])).toEqual(nothing);
});

test("an order that was accepted before it appeared on this screen is not reported", () => {
  expect(newsSince(new Map(), [acceptedOrder(1)])).toEqual(nothing);
});

test("a cancellation of a known order is reported once", () => {
  const seen = seenWith(new Map(), [boardOrder(1)]);
  expect(newsSince(seen, [cancelled]).cancelled).toEqual([cancelled]);
  expect(newsSince(seenWith(seen, [cancelled]), [cancelled])).toEqual(nothing);
  expect(newsSince(new Map(), [cancelled])).toEqual(nothing);
});

test("an order that left the board and returned is not new", () => {
  const seen = seenWith(seenWith(new Map(), [boardOrder(1)]), []);
  expect(newsSince(seen, [boardOrder(1)])).toEqual(nothing);
});

test("each order sounds the alarm until it is acknowledged", () => {
  const silenced = boardOrder(1, { acknowledged_at: at(18, 1), version: 2 });
  expect(ringing([silenced, acceptedOrder(2), boardOrder(3)])).toEqual([boardOrder(3)]);
});
