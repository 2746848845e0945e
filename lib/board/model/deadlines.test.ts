import * as fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { countLate, deadlineOf, promiseOf, shownInstant, timeLeft, urgencyOf } from "./deadlines";

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

test("a promise that nobody has chosen is the time that the customer was told", () => {
  expect(promiseOf(boardOrder(1), null, instant(18, 4))).toEqual({
    ready: instant(18, 20),
    door: instant(18, 35),
  });
});

test("an order becomes soon due and then late, and never the other way round", () => {
  const rank = { calm: 0, soon: 1, late: 2 };
  const minute = fc.integer({ min: -30 * 60, max: 120 * 60 });
  holds(
    fc.property(fc.integer({ min: 1, max: 120 }), minute, minute, (promised, a, b) => {
      const order = acceptedOrder(1, { promised_at: at(18, promised + 15) });
      const rankAt = (second: number) => rank[urgencyOf(order, instant(18, 0) + second * 1_000)];
      expect(rankAt(Math.min(a, b))).toBeLessThanOrEqual(rankAt(Math.max(a, b)));
    }),
  );
});

test("an order warns for one to five minutes, whatever was promised", () => {
  holds(
    fc.property(fc.integer({ min: 1, max: 120 }), (promised) => {
      const order = acceptedOrder(1, { promised_at: at(18, promised + 15) });
      const due = instant(18, promised);
      expect(urgencyOf(order, due - 60_000)).toBe("soon");
      expect(urgencyOf(order, due - 1)).toBe("soon");
      expect(urgencyOf(order, due)).toBe("late");
      expect(urgencyOf(order, due - 5 * 60_000 - 1)).toBe("calm");
    }),
  );
});

test("the time to the promise is counted to the second below ten minutes, and in whole minutes above", () => {
  const due = instant(18, 20);
  expect(timeLeft(due, due - 580_000)).toEqual({ isLate: false, seconds: 580, minutes: null });
  expect(timeLeft(due, due - 899_000)).toEqual({ isLate: false, seconds: 899, minutes: 14 });
  expect(timeLeft(due, due)).toEqual({ isLate: true, seconds: 0, minutes: null });
  expect(timeLeft(due, due + 422_000)).toEqual({ isLate: true, seconds: 422, minutes: null });
  expect(timeLeft(due, due + 12.9 * 60_000)).toEqual({ isLate: true, seconds: 774, minutes: 12 });
});

test("a timer shows the same at its shown instant, which stays the same while whole minutes are shown", () => {
  const due = instant(18, 20);
  holds(
    fc.property(fc.integer({ min: -7_200_000, max: 7_200_000 }), (ms) => {
      const now = due + ms;
      const shown = shownInstant(due, now);
      const { isLate, minutes, seconds } = timeLeft(due, now);
      expect(timeLeft(due, shown)).toMatchObject({ isLate, minutes });
      if (minutes === null) expect(timeLeft(due, shown).seconds).toBe(seconds);
      else expect(Math.abs(shown - due)).toBe(minutes * 60_000);
    }),
  );
});
