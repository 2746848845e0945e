import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { inSlots, keepInSight, placeTickets, type Sized } from "./place-tickets";

const CAPACITY = 600;
const anyTickets = fc.uniqueArray(
  fc.record({ id: fc.integer({ max: 30 }).map(String), height: fc.integer({ min: 80, max: 400 }) }),
  { selector: ({ id }) => id },
);
const anySlots = fc.integer({ min: 1, max: 5 });
const heightIn = (tickets: readonly Sized[]) => tickets.reduce((sum, { height }) => sum + height, 0);

test("every ticket has one place, and the order within a slot is that of the column", () => {
  holds(
    fc.property(anyTickets, anySlots, (tickets, slots) => {
      const lanes = inSlots(
        tickets,
        placeTickets(new Map(), tickets, slots, CAPACITY),
        slots,
        ({ id }) => id,
      );
      expect(lanes).toHaveLength(slots);
      expect(lanes.flat()).toHaveLength(tickets.length);
      for (const lane of lanes) expect(lane).toEqual(tickets.filter((ticket) => lane.includes(ticket)));
    }),
  );
});

test("a ticket keeps its place while others come and go", () => {
  holds(
    fc.property(anyTickets, anyTickets, anySlots, (first, then, slots) => {
      const before = placeTickets(new Map(), first, slots, CAPACITY);
      const after = placeTickets(before, then, slots, CAPACITY);
      for (const { id } of then) if (before.has(id)) expect(after.get(id)).toBe(before.get(id));
    }),
  );
});

test("a ticket that comes back has the place that it had", () => {
  holds(
    fc.property(anyTickets, anySlots, fc.nat(), (tickets, slots, nth) => {
      fc.pre(tickets.length > 0);
      const before = placeTickets(new Map(), tickets, slots, CAPACITY);
      const without = tickets.filter((_, index) => index !== nth % tickets.length);
      const gone = placeTickets(before, without, slots, CAPACITY);
      expect(placeTickets(gone, tickets, slots, CAPACITY)).toEqual(before);
    }),
  );
});

test("a slot is passed over only when the ticket does not fit below the others", () => {
  holds(
    fc.property(anyTickets, anySlots, (tickets, slots) => {
      const places = placeTickets(new Map(), tickets, slots, CAPACITY);
      const lanes = inSlots(tickets, places, slots, ({ id }) => id);
      const isFull = lanes.some((lane) => heightIn(lane) > CAPACITY);
      if (isFull) return;
      lanes.forEach((lane, index) => {
        const before = lanes.slice(0, index);
        const [first] = lane;
        if (first !== undefined)
          for (const earlier of before) expect(heightIn(earlier) + first.height).toBeGreaterThan(CAPACITY);
      });
    }),
  );
});

test("a slot that is added takes tickets that were out of sight, and moves none that was in sight", () => {
  holds(
    fc.property(anyTickets, anySlots, (tickets, slots) => {
      const before = placeTickets(new Map(), tickets, slots, CAPACITY);
      const kept = keepInSight(before, tickets, CAPACITY);
      const after = placeTickets(kept, tickets, slots + 1, CAPACITY);
      for (const [id, slot] of kept) expect(after.get(id)).toBe(slot);
      const lanes = inSlots(tickets, before, slots, ({ id }) => id);
      for (const [first] of lanes) if (first !== undefined) expect(kept.has(first.id)).toBe(true);
      if (kept.size < tickets.length) expect([...after.values()]).toContain(slots);
    }),
  );
});

test("fewer slots than before hold all tickets", () => {
  holds(
    fc.property(anyTickets, anySlots, (tickets, slots) => {
      const wide = placeTickets(new Map(), tickets, 5, CAPACITY);
      const narrow = placeTickets(wide, tickets, slots, CAPACITY);
      for (const { id } of tickets) expect(narrow.get(id)).toBeLessThan(slots);
    }),
  );
});
