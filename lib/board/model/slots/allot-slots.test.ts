import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import {
  allotSlots,
  type Load,
  moveOneSlot,
  SLOT_COLUMNS,
  type SlotColumn,
  type Slots,
  slotsIn,
} from "./allot-slots";

const load = fc.record({ tickets: fc.nat(30), fills: fc.nat(8) });
const anyLoads: fc.Arbitrary<Record<SlotColumn, Load>> = fc.record({
  new: load,
  preparing: load,
  ready: load,
  out: load,
});
const anyOpen = fc
  .subarray(["preparing", "ready", "out"] as const)
  .map((others) => new Set<SlotColumn>(["new", ...others]));
const anyTotal = fc.integer({ min: 4, max: 12 });
const sum = (slots: Slots) => SLOT_COLUMNS.reduce((all, column) => all + slots[column], 0);
const ALL = new Set(SLOT_COLUMNS);
const idle = { tickets: 1, fills: 1 };
const loads = (more: Partial<Record<SlotColumn, Load>> = {}) => ({
  new: idle,
  preparing: idle,
  ready: idle,
  out: idle,
  ...more,
});

test("all slots are given away, and each open column has at least one", () => {
  holds(
    fc.property(anyTotal, anyLoads, anyOpen, (total, loads, open) => {
      const slots = allotSlots(total, loads, open);
      expect(sum(slots)).toBe(total);
      for (const column of SLOT_COLUMNS) expect(slots[column] > 0, column).toBe(open.has(column));
    }),
  );
});

test("Preparing overflows only when all spare slots are its own", () => {
  holds(
    fc.property(anyTotal, anyLoads, (total, loads) => {
      const slots = allotSlots(total, loads, ALL);
      if (slots.preparing < loads.preparing.fills) expect(slots.preparing).toBe(total - 3);
    }),
  );
});

test("no slot is idle while another column overflows, unless New holds three tickets or fewer", () => {
  holds(
    fc.property(anyTotal, anyLoads, (total, loads) => {
      const slots = allotSlots(total, loads, ALL);
      const isIdle = SLOT_COLUMNS.some((column) => slots[column] > 1 && slots[column] > loads[column].fills);
      if (!isIdle) return;
      for (const column of ["preparing", "ready", "out"] as const)
        expect(loads[column].fills, column).toBeLessThanOrEqual(slots[column]);
    }),
  );
});

test.each([
  ["an evening as in the sketch", 5, loads({ preparing: { tickets: 5, fills: 2 } }), [1, 2, 1, 1]],
  ["nothing to do", 7, loads(), [1, 4, 1, 1]],
  ["a rush of new orders on a wide screen", 7, loads({ new: { tickets: 8, fills: 3 } }), [3, 2, 1, 1]],
  ["much food that waits", 5, loads({ ready: { tickets: 6, fills: 2 } }), [1, 1, 2, 1]],
  ["much under way", 5, loads({ out: { tickets: 6, fills: 2 } }), [1, 1, 1, 2]],
] as const)("%s", (_, total, loads, expected) => {
  const slots = allotSlots(total, loads, ALL);
  expect(SLOT_COLUMNS.map((column) => slots[column])).toEqual(expected);
});

test("a slot moves alone: never are two columns widened at once, and the wanted layout is reached", () => {
  holds(
    fc.property(anyTotal, anyLoads, anyLoads, (total, before, after) => {
      const wanted = allotSlots(total, after, ALL);
      let now = allotSlots(total, before, ALL);
      for (let moves = 0; moves <= total; moves++) {
        const next = moveOneSlot(now, wanted);
        const moved = SLOT_COLUMNS.map((column) => Math.abs(next[column] - now[column]));
        expect(moved.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(2);
        expect(sum(next)).toBe(total);
        now = next;
      }
      expect(now).toEqual(wanted);
    }),
  );
});

test("a screen of another size is laid out at once", () => {
  const now = allotSlots(5, loads(), ALL);
  const wanted = allotSlots(7, loads({ new: { tickets: 8, fills: 3 } }), ALL);
  expect(moveOneSlot(now, wanted)).toBe(wanted);
});

test("5 tickets fit side by side at 1280 pixels, 7 at 1920, and fewer when the text is larger", () => {
  expect([1024, 1280, 1920].map((width) => slotsIn(width, 1))).toEqual([4, 5, 7]);
  expect([1280, 1920].map((width) => slotsIn(width, 1.3))).toEqual([4, 5]);
  holds(
    fc.property(fc.integer({ min: 1024, max: 4000 }), (width) => {
      expect(slotsIn(width, 1.15)).toBeLessThanOrEqual(slotsIn(width, 1));
      expect(slotsIn(width, 1)).toBeLessThanOrEqual(slotsIn(width + 300, 1));
    }),
  );
});
