import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { likelyRoom, ownRooms } from "./own-rooms";
import { CHAT_PARTIES, roomsOf } from "./rooms";

const party = fc.constantFrom(...CHAT_PARTIES);

test("a page offers exactly the rooms that the order has for the person", () => {
  holds(
    fc.property(party, fc.boolean(), (as, hasRider) => {
      const order = {
        ...{ order_status: "Preparing" as const, user_id: "u", tenant_id: "t" },
        ...{ rider_id: hasRider ? "r" : null, dispatched_at: null, delivered_at: null, cancelled_at: null },
      };
      // Nobody is a rider of an order without one.
      fc.pre(hasRider || as !== "rider");
      const rooms = roomsOf(order, 0).filter(({ members }) => members.includes(as));
      expect(ownRooms(as, { hasRider })).toEqual(rooms.map(({ room }) => room));
    }),
  );
});

test("the room that opens first is one of the person's", () => {
  holds(
    fc.property(party, fc.boolean(), fc.boolean(), (as, hasRider, isOut) => {
      fc.pre(hasRider || as !== "rider");
      expect(ownRooms(as, { hasRider })).toContain(likelyRoom(as, { hasRider, isOut }));
    }),
  );
});

test("it is the room with whoever has the food next", () => {
  const at = { hasRider: true };
  expect(likelyRoom("customer", { ...at, isOut: false })).toBe("customer_store");
  expect(likelyRoom("customer", { ...at, isOut: true })).toBe("customer_rider");
  expect(likelyRoom("store", { ...at, isOut: true })).toBe("store_rider");
  expect(likelyRoom("rider", { ...at, isOut: false })).toBe("store_rider");
  expect(likelyRoom("rider", { ...at, isOut: true })).toBe("customer_rider");
  expect(likelyRoom("store", { hasRider: false, isOut: true })).toBe("customer_store");
});
