import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { BOUNDS, draftOf, readDraft } from "./capacity-draft";

const within = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  fc.integer({ min: minimum, max: maximum });
const capacities = fc
  .tuple(
    fc.oneof(
      fc.constant({ slot_orders: null, slot_points: null }),
      fc.record({ slot_orders: within(BOUNDS.orders), slot_points: fc.constant(null) }),
      fc.record({ slot_orders: fc.constant(null), slot_points: within(BOUNDS.points) }),
    ),
    fc.boolean(),
  )
  .map(([limit, auto_busy]) => ({ ...limit, auto_busy }));

test("a form that nobody touched saves the capacity that it shows", () => {
  holds(
    fc.property(capacities, (capacity) => {
      expect(readDraft(draftOf(capacity))).toEqual(capacity);
    }),
  );
});

test("only the limit of the chosen unit is saved, and what was typed for the other one stays", () => {
  const typed = { unit: "points", most: { orders: "12", points: " 30 " }, autoBusy: true } as const;
  expect(readDraft(typed)).toEqual({ slot_orders: null, slot_points: 30, auto_busy: true });
  expect(readDraft({ ...typed, unit: "orders" })).toMatchObject({ slot_orders: 12, slot_points: null });
  expect(readDraft({ ...typed, unit: "none" })).toMatchObject({ slot_orders: null, slot_points: null });
});

test.each(["", "0", "-5", "2.5", "1e2", "many", "501", "0x10"])("%j is no maximum of points", (points) => {
  const draft = { unit: "points", most: { orders: "8", points }, autoBusy: false } as const;
  expect(readDraft(draft)).toBeNull();
  expect(readDraft({ ...draft, unit: "none" }), "a limit that is not chosen does not matter").not.toBeNull();
});

test("a quarter of an hour has room for at most 100 orders, and for at most 500 points", () => {
  const most = { orders: "101", points: "101" };
  expect(readDraft({ unit: "orders", most, autoBusy: false })).toBeNull();
  expect(readDraft({ unit: "points", most, autoBusy: false })).toMatchObject({ slot_points: 101 });
});
