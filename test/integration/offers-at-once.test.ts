import { randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { offers, tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { pressSchema } from "@/lib/dispatch/model/riding/requests";
import { ORDERS_ON_TRIP } from "@/lib/dispatch/model/riding/stops";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { expireOffers, withdrawOffer } from "@/lib/dispatch/server/offers";
import { followOrdersOnTrips } from "@/lib/dispatch/server/react-to-orders";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly, releaseOrder } from "@/lib/dispatch/server/trips";
import { changeOrder } from "@/lib/orders/server/commands";
import { drain } from "@/lib/reactions/drain";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, offerTo } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

withDatabase();

let ada: Viewer;
beforeAll(async () => {
  ada = await makePerson("Ada", { isAdmin: true });
  await drain([followOrdersOnTrips], 1_000);
});

const RIDERS = 3;
const ORDERS = 5;

const rider = fc.nat(RIDERS - 1);
const order = fc.nat(ORDERS - 1);
const press = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      name: fc.constant("offer" as const),
      rider,
      orders: fc.uniqueArray(order, { minLength: 1, maxLength: 3 }),
      // Orders that another rider has stay there until this one accepts.
      isMove: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      name: fc.constantFrom("accept" as const, "decline" as const),
      rider,
      nth: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ name: fc.constant("withdraw" as const), rider, nth: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant("assign" as const),
      rider,
      orders: fc.uniqueArray(order, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ name: fc.constantFrom("release" as const, "cancel" as const), order }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      name: fc.constantFrom("at_store" as const, "picked_up" as const, "delivered" as const, "undo" as const),
      rider,
      order,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constantFrom("leave" as const, "expire" as const, "react" as const),
      rider,
    }),
  },
);
type Press = typeof press extends fc.Arbitrary<infer Value> ? Value : never;

interface Town {
  readonly riders: readonly Viewer[];
  readonly orderIds: readonly string[];
}

const admin = () => ({ id: ada.userId, name: ada.name, kind: "admin" as const });

function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("The list is empty");
  return item;
}

async function openTripOf({ userId }: Viewer): Promise<string | null> {
  const db = await queryable();
  const [trip] = await db
    .select({ id: trips.id })
    .from(trips)
    .where(sql`${trips.rider_id} = ${userId} and ${trips.finished_at} is null`);
  return trip?.id ?? null;
}

async function nthOffer({ userId }: Viewer, nth: number): Promise<string> {
  const db = await queryable();
  const made = await db
    .select({ id: offers.id })
    .from(offers)
    .where(eq(offers.rider_id, userId))
    .orderBy(offers.id);
  return made.length === 0 ? randomUUID() : at(made, nth).id;
}

async function carryOut({ riders, orderIds }: Town, pressed: Press): Promise<unknown> {
  switch (pressed.name) {
    case "offer": {
      const person = at(riders, pressed.rider);
      const ids = pressed.orders.map((index) => at(orderIds, index));
      return offerTo(person, ids, { tripId: await openTripOf(person), isMove: pressed.isMove });
    }
    case "accept":
    case "decline": {
      const person = at(riders, pressed.rider);
      return answerOffer(person.userId, await nthOffer(person, pressed.nth), pressed.name, randomUUID());
    }
    case "withdraw": {
      const id = await nthOffer(at(riders, pressed.rider), pressed.nth);
      return transaction((tx) => withdrawOffer(tx, id));
    }
    case "assign":
      return transaction((tx) =>
        assignDirectly(tx, {
          riderId: at(riders, pressed.rider).userId,
          orderIds: pressed.orders.map((index) => at(orderIds, index)),
          actor: admin(),
          now: new Date(),
        }),
      );
    case "release":
      return transaction((tx) => releaseOrder(tx, at(orderIds, pressed.order), admin()));
    case "cancel":
      return changeOrder(ada, at(orderIds, pressed.order), { name: "cancel", reason: "OTHER", note: "Gas" });
    case "leave": {
      const person = at(riders, pressed.rider);
      const tripId = await openTripOf(person);
      return tripId === null ? null : leaveTrip(person.userId, tripId, "Flat tyre");
    }
    case "expire":
      return expireOffers(new Date());
    case "react":
      return drain([followOrdersOnTrips], 5_000);
    default: {
      const person = at(riders, pressed.rider);
      const tripId = await openTripOf(person);
      const input = { order_id: at(orderIds, pressed.order), step: pressed.name, pin: "1234" };
      return tripId === null ? null : takeStep(person.userId, tripId, pressSchema.parse(input), randomUUID());
    }
  }
}

async function checkTown({ riders, orderIds }: Town): Promise<void> {
  const db = await queryable();
  const ids = riders.map(({ userId }) => userId);
  const made = await db.select().from(offers).where(inArray(offers.rider_id, ids));
  const stops = await db
    .select()
    .from(tripStops)
    .where(inArray(tripStops.order_id, [...orderIds]));
  const ridden = await db.select().from(trips).where(inArray(trips.rider_id, ids));
  const placed = await db
    .select()
    .from(orders)
    .where(inArray(orders.id, [...orderIds]));

  // Each offer ends exactly once, and its rider is told of that end.
  for (const { userId } of riders) {
    const { events } = await readEvents(db, `user:${userId}`, 0);
    for (const offer of made.filter(({ rider_id }) => rider_id === userId)) {
      const ends = events.filter(
        ({ type, data }) => type.startsWith("offer_") && type !== "offer_made" && data.includes(offer.id),
      );
      expect(ends).toHaveLength(offer.status === "open" ? 0 : 1);
      expect(offer.ended_at === null).toBe(offer.status === "open");
    }
  }
  for (const { id, rider_id, trip_id, order_status } of placed) {
    const held = stops.filter(({ order_id, outcome }) => order_id === id && outcome !== "released");
    // An order is in one trip at most, and with both of its stops.
    expect(new Set(held.map((stop) => stop.trip_id)).size).toBeLessThanOrEqual(1);
    expect([0, 2]).toContain(held.length);
    if (order_status === "Preparing") expect(held[0]?.trip_id ?? null).toBe(trip_id);
    if (trip_id !== null && held.length > 0)
      expect(ridden.find((trip) => trip.id === trip_id)?.rider_id).toBe(rider_id);
  }
  for (const trip of ridden) {
    const ofTrip = stops
      .filter(({ trip_id, outcome }) => trip_id === trip.id && outcome !== "released")
      .toSorted((one, other) => one.position - other.position);
    expect(ofTrip.length / 2).toBeLessThanOrEqual(ORDERS_ON_TRIP);
    const firstDoor = ofTrip.findIndex(({ kind }) => kind === "drop_off");
    expect(ofTrip.slice(Math.max(0, firstDoor)).every(({ kind }) => kind === "drop_off")).toBe(true);
    for (const { order_id, kind, done_at } of ofTrip) {
      const pickUp = ofTrip.find((stop) => stop.order_id === order_id && stop.kind === "pick_up");
      if (kind === "drop_off" && done_at !== null) expect(pickUp?.done_at).not.toBeNull();
    }
    const isDone = stops
      .filter(({ trip_id }) => trip_id === trip.id)
      .every(({ outcome }) => outcome !== null);
    expect(trip.finished_at !== null).toBe(isDone);
  }
  for (const { userId } of riders)
    expect(
      ridden.filter(({ rider_id, finished_at }) => rider_id === userId && finished_at === null).length,
    ).toBeLessThan(2);
}

test("whatever riders, dispatchers and stores press at once, each offer ends once and an order is in one trip", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(press, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 }),
      async (rounds) => {
        const lena = await makePerson("Lena");
        const kitchen = await makeRiderStore();
        const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
        const riders: Viewer[] = [];
        for (let n = 0; n < RIDERS; n += 1) riders.push(await makeRider(`Rider${n}`));
        const orderIds: string[] = [];
        for (let n = 0; n < ORDERS; n += 1) orderIds.push((await makeAcceptedOrder(lena, ana, kitchen)).id);
        const town = { riders, orderIds };
        // Everybody is asked for the first order, and each for another one.
        for (const [index, person] of riders.entries())
          for (const ids of [orderIds.slice(0, 1), orderIds.slice(index + 1, index + 2)])
            await offerTo(person, ids);
        // One is with the first rider already, and the others are asked to take it over.
        const [first, ...others] = riders.map(({ userId }) => userId);
        const held = at(orderIds, ORDERS - 1);
        const given = { riderId: first ?? "", orderIds: [held], actor: admin(), now: new Date() };
        await transaction((tx) => assignDirectly(tx, given));
        for (const person of riders.filter(({ userId }) => others.includes(userId)))
          expect(await offerTo(person, [held], { isMove: true })).not.toBeNull();
        for (const round of rounds) {
          await Promise.all(round.map((pressed) => carryOut(town, pressed)));
          await drain([followOrdersOnTrips], 5_000);
          await checkTown(town);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 240_000);
