import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { countLate } from "./deadlines";
import { figuresOf } from "./figures";
import { allDayCounts } from "./kitchen/all-day";
import { queueOf } from "./queue";

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

test("a test order is no order of the day, takes no place in the kitchen, is not to be cooked and is never late", () => {
  const one = acceptedOrder(1, { is_test: true, accepted_at: at(18, 1), promised_at: at(18, 30) });
  expect(figuresOf({ orders: [one], stats: none }, TODAY)).toEqual(none);
  expect(queueOf([one])).toEqual([]);
  expect(allDayCounts([one])).toEqual([]);
  const midnight = Date.parse(at(23, 59));
  expect(countLate([one], midnight)).toBe(0);
  const real = { ...one, is_test: false };
  expect([queueOf([real]).length, allDayCounts([real]).length, countLate([real], midnight)]).toEqual([
    1, 1, 1,
  ]);
});
