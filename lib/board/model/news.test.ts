import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder, item } from "@/test/support/board-orders";
import { isCancelledHere, newsSince, seenWith } from "./news";
import { ringing } from "./ringing";

const cancelled = boardOrder(1, { order_status: "Cancelled", version: 2, cancelled_by: "customer" });
const nothing = { arrived: [], cancelled: [], answered: [], fetched: [] };

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

test("a sold-out line is reported once when it is decided, unless that ended the order", () => {
  const soup = item("Miso soup");
  const asked = {
    order_item_id: soup.id,
    name: soup.name,
    quantity: 1,
    amount: 1290,
    proposal: null,
    answer_by: at(18, 8),
    choice: null,
    decided_at: null,
    acknowledged_at: null,
  };
  const removed = { ...asked, choice: "remove" as const, decided_at: at(18, 6) };
  const waiting = acceptedOrder(1, { items: [soup], unavailable: [asked], answer_by: asked.answer_by });
  const decided = acceptedOrder(1, { items: [soup], unavailable: [removed], version: 4 });
  const seen = seenWith(new Map(), [waiting]);
  expect(newsSince(seen, [waiting])).toEqual(nothing);
  expect(newsSince(seen, [decided]).answered).toEqual([{ order: decided, lines: [removed] }]);
  expect(newsSince(seenWith(seen, [decided]), [decided])).toEqual(nothing);
  expect(newsSince(seenWith(new Map(), [acceptedOrder(1)]), [decided]), "wished when ordering").toEqual(
    nothing,
  );
  const ended = { ...decided, order_status: "Cancelled" as const };
  expect(newsSince(seen, [ended])).toEqual({ ...nothing, cancelled: [ended] });
});

test("only a press on this screen makes a cancellation its own, also before the press is answered", () => {
  const none = { done: new Map(), pending: new Map() };
  const byStore = boardOrder(1, { order_status: "Cancelled", version: 3, cancelled_by: "partner" });
  const isOwn = (order: typeof byStore, presses: Partial<Parameters<typeof isCancelledHere>[1]>) =>
    isCancelledHere(order, { ...none, ...presses });
  expect(isOwn(byStore, {}), "the timeout, or another device").toBe(false);
  expect(isOwn(byStore, { done: new Map([[byStore.id, { version: 3 }]]) })).toBe(true);
  expect(isOwn(byStore, { done: new Map([[byStore.id, { version: 2 }]]) }), "an earlier press").toBe(false);
  const pending = new Map([[byStore.id, "mark_unavailable" as const]]);
  expect(isOwn(byStore, { pending })).toBe(true);
  expect(isOwn({ ...byStore, cancelled_by: "customer" }, { pending })).toBe(false);
});

test("each order sounds the alarm until it is acknowledged", () => {
  const silenced = boardOrder(1, { acknowledged_at: at(18, 1), version: 2 });
  expect(ringing([silenced, acceptedOrder(2), boardOrder(3)])).toEqual([boardOrder(3)]);
});

test("a rider at the counter is reported once, and not again when the pick-up is undone", () => {
  const rider = { delivery_by: "riders", rider_name: "Rita", rider_vehicle: "bicycle" } as const;
  const coming = acceptedOrder(1, { ...rider, rider_state: "accepted" });
  const here = acceptedOrder(1, { ...rider, rider_state: "at_store" });
  const gone = acceptedOrder(1, { ...rider, rider_state: "picked_up", order_status: "Out for Delivery" });
  const seen = seenWith(new Map(), [coming]);
  expect(newsSince(seen, [here]).fetched).toEqual([here]);
  expect(newsSince(seenWith(seen, [here]), [here])).toEqual(nothing);
  expect(newsSince(seenWith(seen, [gone]), [here])).toEqual(nothing);
  expect(newsSince(new Map(), [here])).toEqual(nothing);
});
