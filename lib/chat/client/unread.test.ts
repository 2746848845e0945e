import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { type Cursors, countUnread, type RoomCursor, withCursor } from "./unread";

const cursor = fc.record({
  order_id: fc.constantFrom("a", "b"),
  room: fc.constantFrom("customer_store" as const, "all" as const),
  as: fc.constantFrom("customer" as const, "store" as const),
  head: fc.nat({ max: 20 }),
  read: fc.nat({ max: 20 }),
});
const collect = (all: readonly RoomCursor[]) => all.reduce<Cursors>(withCursor, new Map());
const every = () => true;

test("in whatever order messages and receipts come, the count is the same, and never below none", () => {
  holds(
    fc.property(fc.array(cursor, { maxLength: 20 }), (all) => {
      const unread = countUnread(collect(all), every);
      expect(countUnread(collect(all.toReversed()), every)).toBe(unread);
      expect(countUnread(collect([...all, ...all]), every)).toBe(unread);
      expect(unread).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("rooms count apart, and a room that is read up to its end counts nothing", () => {
  const at = { order_id: "a", room: "customer_store", as: "customer" } as const;
  const cursors = collect([
    { ...at, head: 4, read: 1 },
    { ...at, room: "all", head: 2, read: 0 },
    { ...at, order_id: "b", head: 9, read: 9 },
  ]);
  expect(countUnread(cursors, every)).toBe(5);
  expect(countUnread(cursors, ({ room }) => room === "all")).toBe(2);
  expect(countUnread(cursors, ({ order_id }) => order_id === "b")).toBe(0);
});
