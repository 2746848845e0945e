import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ORDER_STATUSES } from "@/lib/orders/model/terms";
import { holds } from "@/test/support/holds";
import {
  CHAT_CLOSES_AFTER_MS,
  CHAT_PARTIES,
  CHAT_READABLE_MS,
  CHAT_ROOMS,
  type ChatOrder,
  closesAt,
  MEMBERS_OF_ROOM,
  partiesOf,
  partyIn,
  roomsOf,
  stopOf,
} from "./rooms";

const LENA = "0195f6a8-0000-7000-8000-00000000000a";
const STORE = "0195f6a8-0000-7000-8000-00000000000b";
const RITA = "0195f6a8-0000-7000-8000-00000000000c";
const NOON = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;
const at = (ms: number) => new Date(NOON + ms).toISOString();

const PLACED: ChatOrder = {
  order_status: "Order Received",
  user_id: LENA,
  tenant_id: STORE,
  rider_id: null,
  dispatched_at: null,
  delivered_at: null,
  cancelled_at: null,
};
const names = (order: ChatOrder, now: number) => roomsOf(order, now).map(({ room }) => room);
const open = (order: ChatOrder, now: number) =>
  roomsOf(order, now)
    .filter(({ stop }) => stop === null)
    .map(({ room }) => room);

describe("the rooms of an order", () => {
  test("follow it from the kitchen to the door, and are gone 30 days after they have closed", () => {
    expect(open(PLACED, NOON)).toEqual(["customer_store"]);
    const accepted: ChatOrder = { ...PLACED, order_status: "Preparing", rider_id: RITA };
    expect(open(accepted, NOON)).toEqual([...CHAT_ROOMS]);
    const left: ChatOrder = { ...accepted, order_status: "Out for Delivery", dispatched_at: at(0) };
    expect(open(left, NOON)).toEqual(["customer_rider", "store_rider", "all"]);
    expect(names(left, NOON)).toEqual([...CHAT_ROOMS]);
    const delivered: ChatOrder = { ...left, order_status: "Delivered", delivered_at: at(HOUR) };
    const closing = NOON + HOUR + CHAT_CLOSES_AFTER_MS;
    expect(open(delivered, closing - 1)).toEqual(["customer_rider", "store_rider", "all"]);
    expect(open(delivered, closing)).toEqual([]);
    expect(names(delivered, closing + CHAT_READABLE_MS - 1)).toEqual([...CHAT_ROOMS]);
    expect(names(delivered, closing + CHAT_READABLE_MS)).toEqual([]);
  });

  test("leave a customer and a store that delivers itself together until the end", () => {
    const left: ChatOrder = { ...PLACED, order_status: "Out for Delivery", dispatched_at: at(0) };
    expect(open(left, NOON)).toEqual(["customer_store"]);
    const delivered: ChatOrder = { ...left, order_status: "Delivered", delivered_at: at(HOUR) };
    expect(open(delivered, NOON + HOUR)).toEqual(["customer_store"]);
  });

  test("close after a cancellation, too", () => {
    const cancelled: ChatOrder = { ...PLACED, order_status: "Cancelled", cancelled_at: at(0) };
    expect(open(cancelled, NOON)).toEqual(["customer_store"]);
    expect(open(cancelled, NOON + CHAT_CLOSES_AFTER_MS)).toEqual([]);
  });
});

const order: fc.Arbitrary<ChatOrder> = fc.record({
  order_status: fc.constantFrom(...ORDER_STATUSES),
  user_id: fc.constantFrom(LENA, RITA),
  tenant_id: fc.constant(STORE),
  rider_id: fc.constantFrom(RITA, LENA, null),
  dispatched_at: fc.constantFrom(at(0), null),
  delivered_at: fc.constantFrom(at(HOUR), null),
  cancelled_at: fc.constantFrom(at(HOUR), null),
});
const moment = fc.integer({ min: NOON, max: NOON + CHAT_READABLE_MS + 3 * HOUR });
const person = fc.record({
  userId: fc.constantFrom(LENA, RITA, "0195f6a8-0000-7000-8000-00000000000d"),
  tenantIds: fc.constantFrom([], [STORE], ["0195f6a8-0000-7000-8000-00000000000e"]),
});

describe("at any time in the life of an order", () => {
  test("nothing can be written in a room that does not exist, nor after the closing", () => {
    holds(
      fc.property(order, moment, (one, now) => {
        const rooms = names(one, now);
        for (const room of CHAT_ROOMS)
          if (!rooms.includes(room)) {
            const until = closesAt(one);
            const isErased = until !== null && now >= until + CHAT_READABLE_MS;
            expect(isErased || stopOf(one, room, now) !== null).toBe(true);
          }
        const closes = closesAt(one);
        if (closes !== null && now >= closes) expect(open(one, now)).toEqual([]);
      }),
    );
  });

  test("what has closed never opens again", () => {
    holds(
      fc.property(order, moment, fc.nat({ max: HOUR }), (one, now, later) => {
        for (const room of open(one, now + later)) expect(open(one, now)).toContain(room);
      }),
    );
  });

  test("somebody can be told: while an order is under way, the customer can write to somebody", () => {
    holds(
      fc.property(order, moment, (one, now) => {
        if (closesAt(one) !== null) return;
        const rooms = open(one, now).filter((room) => MEMBERS_OF_ROOM[room].includes("customer"));
        expect(rooms).not.toEqual([]);
      }),
    );
  });

  test("people are in a room as what they are to the order, and strangers in none", () => {
    holds(
      fc.property(order, person, fc.constantFrom(...CHAT_ROOMS), (one, who, room) => {
        const parties = partiesOf(who, one);
        expect(parties.includes("customer")).toBe(who.userId === one.user_id);
        expect(parties.includes("rider")).toBe(who.userId === one.rider_id);
        expect(parties.includes("store")).toBe(who.tenantIds.some((id) => id === one.tenant_id));
        const party = partyIn(parties, room);
        const isMember = parties.some((one) => MEMBERS_OF_ROOM[room].includes(one));
        expect(party !== null).toBe(isMember);
        for (const asked of CHAT_PARTIES) {
          const is = partyIn(parties, room, asked);
          if (is !== null) expect([is, parties.includes(is)]).toEqual([asked, true]);
        }
      }),
    );
  });
});
