import fc from "fast-check";
import { expect, test } from "vitest";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";
import { acceptedOrder, boardOrder } from "@/test/support/board-orders";
import { mergeBoard } from "./merge";

const board = (orders: BoardOrder[]): Board => ({
  orders,
  stats: { orders_today: orders.length, median_accept_seconds: null },
});
const ids = (orders: readonly BoardOrder[]) => new Set(orders.map((order) => order.id));

test("a response that is older than an event does not revert the order", () => {
  const known = [acceptedOrder(1, { version: 3 })];
  const merged = mergeBoard(ids(known), board(known), board([boardOrder(1)]));
  expect(merged.orders).toEqual(known);
});

test("an order that arrives while the board is being read stays", () => {
  const merged = mergeBoard(new Set(), board([boardOrder(1)]), board([]));
  expect(merged.orders).toEqual([boardOrder(1)]);
});

test("an order that the server no longer returns is removed", () => {
  const known = [boardOrder(1)];
  expect(mergeBoard(ids(known), board(known), board([])).orders).toEqual([]);
});

test("merging never reverts an order or loses one that arrived meanwhile", () => {
  const someOrders = fc.uniqueArray(fc.record({ n: fc.nat(9), version: fc.integer({ min: 1, max: 5 }) }), {
    selector: ({ n }) => n,
  });
  const toOrders = (plans: { n: number; version: number }[]) =>
    plans.map(({ n, version }) => boardOrder(n, { version }));
  fc.assert(
    fc.property(someOrders, someOrders, fc.array(fc.nat(9)), (knownPlan, freshPlan, before) => {
      const known = toOrders(knownPlan);
      const knownBefore = new Set(before.map((n) => boardOrder(n).id));
      const merged = mergeBoard(knownBefore, board(known), board(toOrders(freshPlan))).orders;
      expect(ids(merged).size).toBe(merged.length);
      for (const order of known) {
        const now = merged.find(({ id }) => id === order.id);
        if (now === undefined) expect(knownBefore).toContain(order.id);
        else expect(now.version).toBeGreaterThanOrEqual(order.version);
      }
    }),
  );
});
