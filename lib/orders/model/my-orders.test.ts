import fc from "fast-check";
import { expect, test } from "vitest";
import { at, boardOrder } from "@/test/support/board-orders";
import { activeOf, type MyOrders, withFirstPage, withNextPage } from "./my-orders";
import type { BoardOrder } from "./schema";

function order(n: number, more: Partial<BoardOrder> = {}): BoardOrder {
  return boardOrder(n, { created_at: at(18, n), ...more });
}
const codes = ({ orders }: MyOrders) => orders.map(({ order_code }) => order_code);

test("a page read again never restores an older version", () => {
  const known = { orders: [order(1, { version: 3, order_status: "Out for Delivery" })], next_cursor: null };
  const late = { orders: [order(1, { version: 2, order_status: "Preparing" })], next_cursor: null };
  expect(withFirstPage(known, late).orders[0]?.order_status).toBe("Out for Delivery");
});

test("an order placed while the page was read stays", () => {
  const known = { orders: [order(2), order(1)], next_cursor: null };
  expect(codes(withFirstPage(known, { orders: [order(1)], next_cursor: null }))).toEqual(["ORD-2", "ORD-1"]);
});

test("older pages stay after the first page is read again, and reading continues from their end", () => {
  const known = { orders: [order(4), order(3), order(2), order(1)], next_cursor: "after-1" };
  const fresh = { orders: [order(5), order(4)], next_cursor: "after-4" };
  const merged = withFirstPage(known, fresh);
  expect(codes(merged)).toEqual(["ORD-5", "ORD-4", "ORD-3", "ORD-2", "ORD-1"]);
  expect(merged.next_cursor).toBe("after-1");
});

test("when only active orders were known, reading continues from the end of the page", () => {
  const known = { orders: [order(4), order(1)], next_cursor: undefined };
  const fresh = { orders: [order(4), order(3)], next_cursor: "after-3" };
  const merged = withFirstPage(known, fresh);
  expect(codes(merged)).toEqual(["ORD-4", "ORD-3", "ORD-1"]);
  expect(merged.next_cursor).toBe("after-3");
});

test("a first page that does not overlap the known orders replaces them, so that no gap remains", () => {
  const known = { orders: [order(2), order(1)], next_cursor: null };
  const fresh = { orders: [order(9), order(8)], next_cursor: "after-8" };
  expect(withFirstPage(known, fresh)).toBe(fresh);
  expect(withFirstPage(fresh, known)).toBe(fresh);
});

test("a next page is appended, with each order once", () => {
  const known = { orders: [order(4), order(3)], next_cursor: "after-3" };
  const merged = withNextPage(known, { orders: [order(3), order(2)], next_cursor: null });
  expect(codes(merged)).toEqual(["ORD-4", "ORD-3", "ORD-2"]);
  expect(merged.next_cursor).toBeNull();
});

test("delivered and cancelled orders are not active", () => {
  const orders = [
    order(4),
    order(3, { order_status: "Delivered" }),
    order(2, { order_status: "Cancelled" }),
    order(1, { order_status: "Out for Delivery" }),
  ];
  expect(activeOf(orders).map(({ order_code }) => order_code)).toEqual(["ORD-4", "ORD-1"]);
});

test("whatever the order of responses, each order appears once, newest first, at its highest version", () => {
  const anyOrder = fc.record({ n: fc.integer({ min: 1, max: 6 }), version: fc.integer({ min: 1, max: 4 }) });
  const page = fc.uniqueArray(anyOrder, { selector: ({ n }) => n, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(page, { maxLength: 6 }), (pages) => {
      const merged = pages.reduce<MyOrders>(
        (known, seen) =>
          withNextPage(known, {
            orders: seen.map(({ n, version }) => order(n, { version })),
            next_cursor: null,
          }),
        { orders: [], next_cursor: null },
      );
      const highest = new Map<string, number>();
      for (const { n, version } of pages.flat())
        highest.set(order(n).id, Math.max(version, highest.get(order(n).id) ?? 0));
      expect(new Map(merged.orders.map(({ id, version }) => [id, version]))).toEqual(highest);
      expect(merged.orders).toHaveLength(highest.size);
      const times = merged.orders.map(({ created_at }) => created_at);
      expect(times).toEqual(times.toSorted().toReversed());
    }),
  );
});
