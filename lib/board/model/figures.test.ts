import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { figuresOf } from "./figures";

const TODAY = "2026-11-21";
const none = { orders_today: 0, median_accept_seconds: null };

test("the figures are computed from the orders", () => {
  const orders = [
    boardOrder(1),
    acceptedOrder(2, { accepted_at: at(18, 1) }),
    acceptedOrder(3, { accepted_at: at(18, 2) }),
  ];
  expect(figuresOf({ orders, stats: none }, TODAY)).toEqual({ orders_today: 3, median_accept_seconds: 90 });
});

test("there is no median before the first accepted order", () => {
  expect(figuresOf({ orders: [boardOrder(1)], stats: none }, TODAY).median_accept_seconds).toBeNull();
});

test("the server's figures are used when the board does not hold the whole day", () => {
  const stats = { orders_today: 90, median_accept_seconds: 38 };
  expect(figuresOf({ orders: [boardOrder(1)], stats }, TODAY)).toBe(stats);
});
