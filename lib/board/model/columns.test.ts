import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { columnOf, dayOf, toColumns } from "./columns";

const TODAY = "2026-11-21";
const codes = (orders: { order_code: string }[]) => orders.map(({ order_code }) => order_code);

test("a ready order has its own column, and returns to Preparing when it is recalled", () => {
  expect(columnOf(acceptedOrder(1))).toBe("preparing");
  expect(columnOf(acceptedOrder(1, { ready_at: at(18, 12) }))).toBe("ready");
});

test("new orders are sorted by the deadline for accepting them", () => {
  const columns = toColumns(
    [boardOrder(1, { accept_by: at(18, 9) }), boardOrder(2, { accept_by: at(18, 4) }), boardOrder(3)],
    TODAY,
  );
  expect(codes(columns.new)).toEqual(["ORD-2", "ORD-3", "ORD-1"]);
});

test("orders in preparation are sorted by the promised time", () => {
  const columns = toColumns([acceptedOrder(1, { promised_at: at(19) }), acceptedOrder(2)], TODAY);
  expect(codes(columns.preparing)).toEqual(["ORD-2", "ORD-1"]);
});

test("finished orders are sorted latest first, and limited to the store's current day", () => {
  const finished = (n: number, instant: string) =>
    acceptedOrder(n, { order_status: "Delivered", delivered_at: instant });
  const columns = toColumns(
    [finished(1, at(18, 40)), finished(2, at(19)), finished(3, "2026-11-20T22:30:00.000Z")],
    TODAY,
  );
  expect(codes(columns.done)).toEqual(["ORD-2", "ORD-1"]);
  expect(dayOf(Date.parse(at(23, 30)), "Europe/Berlin")).toBe("2026-11-22");
});

test("an order that is still open stays on the board after midnight", () => {
  const columns = toColumns([boardOrder(1), acceptedOrder(2)], "2026-11-22");
  expect([...codes(columns.new), ...codes(columns.preparing)]).toEqual(["ORD-1", "ORD-2"]);
});
