import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { countLate, deadlineOf, promiseOf, urgencyOf } from "./deadlines";

const instant = (hour: number, minute: number) => Date.parse(at(hour, minute));

test("the deadline for preparing is when the food must leave, not when it must arrive", () => {
  expect(deadlineOf(acceptedOrder(1))?.due).toBe(instant(18, 20));
  expect(deadlineOf(acceptedOrder(1, { ready_at: at(18, 15) }))?.due).toBe(instant(18, 20));
});

test("for an order out for delivery, the deadline is the promised time", () => {
  const out = acceptedOrder(1, { order_status: "Out for Delivery", dispatched_at: at(18, 22) });
  expect(deadlineOf(out)).toEqual({ since: instant(18, 22), due: instant(18, 35) });
});

test.each([
  [15, "calm"],
  [16, "soon"],
  [19, "soon"],
  [20, "late"],
] as const)("20 minutes promised, %i gone: %s", (minutes, urgency) => {
  expect(urgencyOf(acceptedOrder(1), instant(18, minutes))).toBe(urgency);
});

test("a delay makes a ticket less urgent", () => {
  const delayed = acceptedOrder(1, { prep_minutes: 30, promised_at: at(18, 45) });
  expect(urgencyOf(delayed, instant(18, 20))).toBe("calm");
});

test("a new order becomes urgent before its deadline", () => {
  expect(urgencyOf(boardOrder(1), instant(18, 5))).toBe("calm");
  expect(urgencyOf(boardOrder(1), instant(18, 7))).toBe("soon");
});

test("only accepted, unfinished orders count as late", () => {
  const late = acceptedOrder(1);
  const done = acceptedOrder(2, { order_status: "Delivered", delivered_at: at(19) });
  expect(countLate([late, done, boardOrder(3)], instant(18, 30))).toBe(1);
});

test("accepting promises a time for the food and, after the delivery time, for the customer", () => {
  expect(promiseOf(boardOrder(1), 25, instant(18, 0))).toEqual({
    ready: instant(18, 25),
    door: instant(18, 40),
  });
});
