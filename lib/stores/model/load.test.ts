import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PREP_MINUTES } from "@/lib/orders/model/terms";
import { readyIfAccepted, toldReady } from "@/lib/orders/model/told-time";
import { holds } from "@/test/support/holds";
import { CLOSED, OPEN } from "@/test/support/store-views";
import { prepMinutes, soonestMinutes } from "./delivery-time";
import {
  LATE_ORDERS,
  loadOf,
  minutesBehind,
  type QueuedOrder,
  readyInSlot,
  SLOT_MINUTES,
  type SlotLimit,
  statusWithLoad,
} from "./load";

const MINUTE = 60_000;
const SLOT = SLOT_MINUTES * MINUTE;
const NOW = Date.parse("2026-11-26T19:00:00Z");
const due = (minutes: number, isInKitchen = true): QueuedOrder => ({
  readyBy: NOW + minutes * MINUTE,
  points: 1,
  isInKitchen,
});
const times = (count: number, order: QueuedOrder) => Array.from({ length: count }, () => order);
const KITCHEN = { default_prep_minutes: 20, slot_orders: null, slot_points: null, auto_busy: true };
const orders = (most: number): SlotLimit => ({ unit: "orders", most });

describe("a kitchen", () => {
  test.each([
    ["nothing", [], 0],
    ["orders that are on time", times(9, due(-4)), 0],
    ["one order that was forgotten", [due(-50), ...times(8, due(5))], 0],
    ["three orders that are late", [due(-50), due(-12), due(-6.5), due(9)], 10],
    ["three late orders that are ready", times(3, due(-20, false)), 0],
    ["many orders that are very late", times(20, due(-90)), 30],
  ])("with %s is behind by the lateness of its third latest order", (_, queue, minutes) => {
    expect(minutesBehind(queue, NOW)).toBe(minutes);
  });

  test("promises later when it is behind, unless more was pressed", () => {
    const queue = times(3, due(-12));
    expect(loadOf(KITCHEN, queue, 0, NOW, 1)).toEqual({ extraMinutes: 15, reason: "behind" });
    expect(loadOf(KITCHEN, queue, 30, NOW, 1)).toEqual({ extraMinutes: 30, reason: null });
    expect(loadOf({ ...KITCHEN, auto_busy: false }, queue, 0, NOW, 1)).toEqual({
      extraMinutes: 0,
      reason: null,
    });
  });

  test("promises the next quarter of an hour that is not full", () => {
    const kitchen = { ...KITCHEN, slot_orders: 2 };
    const full = [...times(2, due(20)), ...times(2, due(35))];
    expect(loadOf(kitchen, full, 0, NOW, 1)).toEqual({ extraMinutes: 25, reason: "orders" });
    expect(loadOf(kitchen, full.slice(1), 0, NOW, 1)).toEqual({ extraMinutes: 0, reason: null });
  });
});

const queues = fc.array(
  fc.record({
    readyBy: fc.integer({ min: -120, max: 240 }).map((n) => NOW + n * MINUTE),
    points: fc.integer({ min: 0, max: 40 }),
    isInKitchen: fc.boolean(),
  }),
  { maxLength: 60 },
);

test("no quarter of an hour gets more orders than it has room for, and none is left out", () => {
  holds(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
      (perSlot, arrivals) => {
        const queue: QueuedOrder[] = [];
        let now = NOW;
        for (const later of arrivals) {
          now += later * MINUTE;
          const earliest = now + 20 * MINUTE;
          const readyBy = readyInSlot(queue, orders(perSlot), earliest, 1);
          expect(readyBy).toBeGreaterThanOrEqual(earliest);
          const counts = Map.groupBy(queue, (order) => Math.floor(order.readyBy / SLOT));
          for (let slot = Math.floor(earliest / SLOT); slot < Math.floor(readyBy / SLOT); slot += 1)
            expect(counts.get(slot)).toHaveLength(perSlot);
          queue.push({ readyBy, points: 1, isInKitchen: true });
        }
        for (const orders of Map.groupBy(queue, ({ readyBy }) => Math.floor(readyBy / SLOT)).values())
          expect(orders.length).toBeLessThanOrEqual(perSlot);
      },
    ),
  );
});

test("no quarter of an hour gets more orders than it has room for, whenever the orders are accepted", () => {
  const placings = fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 15 * MINUTE }),
      acceptedAfterMs: fc.integer({ min: 0, max: 8 * MINUTE }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  holds(
    fc.property(fc.integer({ min: 1, max: 5 }), placings, (slot_orders, orders) => {
      const kitchen = { ...KITCHEN, slot_orders, auto_busy: false };
      const placed: { created_at: string; default_prep_minutes: number; acceptedAt: number }[] = [];
      let now = NOW;
      for (const { afterMs, acceptedAfterMs } of orders) {
        now += afterMs;
        const queue = placed.map((order) => ({
          readyBy:
            order.acceptedAt <= now ? readyIfAccepted(order, null, order.acceptedAt) : toldReady(order),
          points: 1,
          isInKitchen: true,
        }));
        const prep = kitchen.default_prep_minutes + loadOf(kitchen, queue, 0, now, 1).extraMinutes;
        // A kitchen that is booked out for two hours takes orders all the same.
        if (prep >= PREP_MINUTES.maximum) break;
        placed.push({
          created_at: new Date(now).toISOString(),
          default_prep_minutes: prep,
          acceptedAt: now + acceptedAfterMs,
        });
      }
      const ready = placed.map((order) => readyIfAccepted(order, null, order.acceptedAt));
      for (const inSlot of Map.groupBy(ready, (readyBy) => Math.floor(readyBy / SLOT)).values())
        expect(inSlot.length).toBeLessThanOrEqual(slot_orders);
    }),
  );
});

test("a longer queue never promises earlier, and no promise is longer than staff could choose", () => {
  holds(
    fc.property(
      queues,
      queues,
      fc.option(fc.integer({ min: 1, max: 5 })),
      fc.integer({ min: 0, max: 12 }).map((n) => n * 5),
      (queue, more, slot_orders, pressed) => {
        const kitchen = { ...KITCHEN, slot_orders };
        const { extraMinutes } = loadOf(kitchen, queue, pressed, NOW, 1);
        expect(extraMinutes).toBeGreaterThanOrEqual(pressed);
        expect(extraMinutes + kitchen.default_prep_minutes).toBeLessThanOrEqual(PREP_MINUTES.maximum);
        expect(minutesBehind([...queue, ...more], NOW)).toBeGreaterThanOrEqual(minutesBehind(queue, NOW));
        const earliest = NOW + 20 * MINUTE;
        if (slot_orders !== null)
          expect(readyInSlot([...queue, ...more], orders(slot_orders), earliest, 1)).toBeGreaterThanOrEqual(
            readyInSlot(queue, orders(slot_orders), earliest, 1),
          );
      },
    ),
  );
});

test("a checkout shows no longer time to prepare than an order gets", () => {
  const times = { default_prep_minutes: 100, delivery_minutes: 15 };
  expect(prepMinutes(times, { extra_minutes: 60 })).toBe(PREP_MINUTES.maximum);
  expect(soonestMinutes(times, { extra_minutes: 60 })).toBe(PREP_MINUTES.maximum + 15);
});

test("the load shows in the status with its reason, and does not open a closed store", () => {
  const queue = times(LATE_ORDERS, due(-12));
  const shown = (status: typeof OPEN) =>
    statusWithLoad(status, KITCHEN, queue, NOW, (reason) => `Because: ${reason}`);
  expect(shown(OPEN)).toEqual({ ...OPEN, mode: "busy", extra_minutes: 15, reason: "Because: behind" });
  expect(shown(CLOSED)).toBe(CLOSED);
  const pressed = { ...OPEN, mode: "busy", extra_minutes: 10, reason: "A large group" } as const;
  expect(
    shown({ ...pressed, until: "2026-11-26T20:00:00.000Z" }),
    "nobody knows when the load is over",
  ).toEqual({
    ...pressed,
    until: null,
    extra_minutes: 15,
  });
});
