import fc from "fast-check";
import { expect, test } from "vitest";
import { loadOf } from "@/lib/stores/model/load";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { queueOf } from "./queue";

const KITCHEN = { default_prep_minutes: 20, slot_orders: null, slot_points: 10, auto_busy: false };
const NOW = Date.parse(at(18, 4));
const instant = (text: string) => Date.parse(text);

test("an order counts the points that it had when it was placed, and an older one counts each dish once", () => {
  expect(queueOf([boardOrder(1, { points: 7, total_qty: 2 })])).toEqual([
    { readyBy: instant(at(18, 20)), points: 7, isInKitchen: true },
  ]);
  expect(queueOf([boardOrder(1, { total_qty: 3 })])).toMatchObject([{ points: 3 }]);
  expect(queueOf([boardOrder(1, { points: 0, total_qty: 3 })])).toMatchObject([{ points: 0 }]);
});

test("a cancelled or delivered order counts nothing, and one that is out for delivery is not in the kitchen", () => {
  const open = acceptedOrder(1, { points: 4 });
  expect(
    queueOf([
      { ...open, order_status: "Cancelled" },
      { ...open, order_status: "Delivered" },
    ]),
  ).toEqual([]);
  expect(queueOf([{ ...open, order_status: "Out for Delivery" }])).toMatchObject([
    { points: 4, isInKitchen: false },
  ]);
});

const orders = fc.array(
  fc.record({ points: fc.integer({ min: 0, max: 15 }), minutes: fc.integer({ min: 0, max: 60 }) }),
  { maxLength: 12 },
);

test("cancelling an order frees its points, and undoing that takes them again", () => {
  holds(
    fc.property(
      orders,
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 15 }),
      (others, own, next) => {
        const open = others.map(({ points, minutes }, n) =>
          acceptedOrder(n, { points, promised_at: at(18, 35 + minutes) }),
        );
        const order = acceptedOrder(99, { points: own });
        const load = (board: typeof open) => loadOf(KITCHEN, queueOf(board), 0, NOW, next);
        const cancelled = { ...order, order_status: "Cancelled" } as const;
        expect(load([...open, cancelled])).toEqual(load(open));
        expect(load([...open, order]).extraMinutes).toBeGreaterThanOrEqual(load(open).extraMinutes);
        expect(load([...open, { ...cancelled, order_status: "Preparing" }])).toEqual(load([...open, order]));
      },
    ),
  );
});

test("undoing an acceptance with chosen minutes frees the quarter of an hour that was chosen", () => {
  holds(
    fc.property(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 25, max: 90 }), (points, minutes) => {
      const placed = boardOrder(1, { points });
      const accepted = acceptedOrder(1, { points, prep_minutes: minutes, promised_at: at(18, minutes + 15) });
      const undone = { ...accepted, ...placed, version: 3 };
      expect(queueOf([accepted])).toEqual([{ readyBy: instant(at(18, minutes)), points, isInKitchen: true }]);
      expect(queueOf([undone])).toEqual(queueOf([placed]));
    }),
  );
});
