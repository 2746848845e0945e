import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PREP_MINUTES } from "@/lib/orders/model/terms";
import { holds } from "@/test/support/holds";
import { loadOf, type QueuedOrder, readyInSlot, SLOT_MINUTES, type SlotLimit } from "./load";

const MINUTE = 60_000;
const SLOT = SLOT_MINUTES * MINUTE;
const NOW = Date.parse("2026-11-26T19:00:00Z");
const KITCHEN = { default_prep_minutes: 20, slot_orders: null, slot_points: 10, auto_busy: false };
const due = (minutes: number, points: number): QueuedOrder => ({
  readyBy: NOW + minutes * MINUTE,
  points,
  isInKitchen: true,
});
const extra = (queue: readonly QueuedOrder[], points: number) => loadOf(KITCHEN, queue, 0, NOW, points);

describe("a kitchen that counts points", () => {
  test("takes what still fits into a quarter of an hour, and promises the rest for a later one", () => {
    const queue = [due(20, 4), due(22, 4)];
    expect(extra(queue, 2)).toEqual({ extraMinutes: 0, reason: null });
    expect(extra(queue, 3)).toEqual({ extraMinutes: 10, reason: "points" });
    expect(extra([...queue, due(30, 8)], 3)).toEqual({ extraMinutes: 25, reason: "points" });
    expect(extra([...queue, due(30, 8)], 2), "a small order takes the room that is left").toMatchObject({
      extraMinutes: 0,
    });
  });

  test("gives an order that is larger than a quarter of an hour one of its own", () => {
    expect(extra([], 45)).toEqual({ extraMinutes: 0, reason: null });
    expect(extra([due(20, 1), due(31, 1)], 45)).toEqual({ extraMinutes: 25, reason: "points" });
    expect(extra([due(20, 45)], 1)).toEqual({ extraMinutes: 10, reason: "points" });
  });

  test("takes an order without points at any time, and it takes no room", () => {
    expect(extra([due(20, 45)], 0)).toEqual({ extraMinutes: 0, reason: null });
    expect(extra([due(20, 0), due(21, 0)], 10)).toEqual({ extraMinutes: 0, reason: null });
  });
});

const points = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 60 }));
const queues = fc.array(
  fc.record({
    readyBy: fc.integer({ min: -30, max: 180 }).map((n) => NOW + n * MINUTE),
    points,
    isInKitchen: fc.boolean(),
  }),
  { maxLength: 40 },
);
const limits = fc.record({
  unit: fc.constantFrom("orders", "points"),
  most: fc.integer({ min: 1, max: 30 }),
}) satisfies fc.Arbitrary<SlotLimit>;
const EARLIEST = NOW + 20 * MINUTE;

test("no quarter of an hour gets more points than it has room for, except for one order that is larger alone", () => {
  const arrivals = fc.array(fc.record({ later: fc.integer({ min: 0, max: 15 }), points }), {
    minLength: 1,
    maxLength: 60,
  });
  holds(
    fc.property(fc.integer({ min: 1, max: 30 }), arrivals, (most, orders) => {
      const queue: QueuedOrder[] = [];
      let now = NOW;
      for (const { later, points: own } of orders) {
        now += later * MINUTE;
        const earliest = now + 20 * MINUTE;
        const readyBy = readyInSlot(queue, { unit: "points", most }, earliest, own);
        expect(readyBy).toBeGreaterThanOrEqual(earliest);
        queue.push({ readyBy, points: own, isInKitchen: true });
      }
      for (const inSlot of Map.groupBy(queue, ({ readyBy }) => Math.floor(readyBy / SLOT)).values()) {
        const counted = inSlot.filter((order) => order.points > 0);
        const sum = counted.reduce((total, order) => total + order.points, 0);
        expect(sum <= most || counted.length === 1).toBe(true);
      }
    }),
  );
});

test("an order gets the first quarter of an hour that has room for it", () => {
  holds(
    fc.property(queues, fc.integer({ min: 1, max: 30 }), points, (queue, most, own) => {
      const readyBy = readyInSlot(queue, { unit: "points", most }, EARLIEST, own);
      const taken = Map.groupBy(queue, (order) => Math.floor(order.readyBy / SLOT));
      for (let slot = Math.floor(EARLIEST / SLOT); slot < Math.floor(readyBy / SLOT); slot += 1) {
        const used = (taken.get(slot) ?? []).reduce((sum, order) => sum + order.points, 0);
        expect(used).toBeGreaterThan(0);
        expect(used + own).toBeGreaterThan(most);
      }
    }),
  );
});

test("more in the queue, a larger order or a lower maximum never promise earlier, and nothing promises before the kitchen could", () => {
  holds(
    fc.property(
      queues,
      queues,
      limits,
      points,
      fc.integer({ min: 0, max: 20 }),
      (queue, others, limit, own, more) => {
        const ready = readyInSlot(queue, limit, EARLIEST, own);
        expect(ready).toBeGreaterThanOrEqual(EARLIEST);
        expect(readyInSlot([...queue, ...others], limit, EARLIEST, own)).toBeGreaterThanOrEqual(ready);
        expect(readyInSlot(queue, limit, EARLIEST, own + more)).toBeGreaterThanOrEqual(ready);
        expect(readyInSlot(queue, { ...limit, most: limit.most + more }, EARLIEST, own)).toBeLessThanOrEqual(
          ready,
        );
      },
    ),
  );
});

test("an order that leaves the queue gives its points back", () => {
  holds(
    fc.property(queues, limits, points, points, (queue, limit, own, next) => {
      const at = (open: readonly QueuedOrder[]) => readyInSlot(open, limit, EARLIEST, next);
      const order = {
        readyBy: readyInSlot(queue, limit, EARLIEST, own),
        points: own,
        isInKitchen: true,
      };
      const withIt = [...queue, order];
      expect(at(withIt)).toBeGreaterThanOrEqual(at(queue));
      expect(at(withIt.filter((one) => one !== order))).toBe(at(queue));
    }),
  );
});

test("a promise keeps the minutes that were pressed, and is no longer than staff could choose", () => {
  holds(
    fc.property(queues, fc.integer({ min: 1, max: 30 }), points, (queue, slot_points, own) => {
      const { extraMinutes } = loadOf({ ...KITCHEN, slot_points }, queue, 15, NOW, own);
      expect(extraMinutes).toBeGreaterThanOrEqual(15);
      expect(extraMinutes + KITCHEN.default_prep_minutes).toBeLessThanOrEqual(PREP_MINUTES.maximum);
    }),
  );
});
