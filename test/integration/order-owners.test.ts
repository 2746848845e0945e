import { and, desc, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { dispatchDecisionOrders, dispatchDecisions, offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, riders } from "@/lib/db/schema/riders";
import { reasonSchema } from "@/lib/dispatch/model/offer";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { planAll } from "@/lib/dispatch/server/plan/planner";
import { changeOrder } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { ownerOf, UNOWNED_AT_MOST_MS } from "@/test/support/order-owner";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

/**
 * No order is without an owner for more than 25 s, whatever riders, customers and the kitchen do. No reaction runs in this file, so no
 * notification of an event reaches a planner: only the rounds of two processes find what has happened.
 */

withDatabase();
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const ROUND_MS = 20_000;
const pass = (ms: number) => void vi.setSystemTime(Date.now() + ms);

/** Of this town: those of the towns before may be on shift, too. */
async function ridersOnShift(people: readonly Viewer[]): Promise<Set<string>> {
  const rows = await (await queryable())
    .select({ id: riders.id })
    .from(riderShifts)
    .innerJoin(riders, eq(riders.id, riderShifts.rider_id))
    .where(and(isNull(riderShifts.ended_at), isNull(riders.removed_at)));
  const ofTown = new Set(people.map(({ userId }) => userId));
  return new Set(rows.map(({ id }) => id).filter((id) => ofTown.has(id)));
}

async function offersFor(orderId: string) {
  return (await queryable())
    .select({
      id: offers.id,
      rider_id: offers.rider_id,
      status: offers.status,
      expires_at: offers.expires_at,
      ended_at: offers.ended_at,
    })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .where(eq(offerOrders.order_id, orderId))
    .orderBy(desc(offers.made_at));
}

async function latestDecision(orderId: string) {
  const [row] = await (await queryable())
    .select({
      at: dispatchDecisions.at,
      kind: dispatchDecisions.kind,
      rider_id: dispatchDecisions.rider_id,
      reason: dispatchDecisions.reason,
    })
    .from(dispatchDecisionOrders)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
    .where(eq(dispatchDecisionOrders.order_id, orderId))
    .orderBy(desc(dispatchDecisions.at), desc(dispatchDecisions.id))
    .limit(1);
  return row === undefined ? null : { ...row, key: reasonSchema.parse(row.reason).key };
}

async function ownerNow(orderId: string, people: readonly Viewer[]): Promise<string | null> {
  const [order] = await (await queryable()).select().from(orders).where(eq(orders.id, orderId));
  if (order === undefined) throw new Error("The order is gone");
  const asked = await offersFor(orderId);
  const decision = await latestDecision(orderId);
  return ownerOf(
    {
      status: order.order_status,
      riderState: order.rider_state,
      riderId: order.rider_id,
      offers: asked.map(({ rider_id, status, expires_at, ended_at }) => ({
        riderId: rider_id,
        status,
        expiresAt: expires_at,
        endedAt: ended_at,
      })),
      decision: decision && { key: decision.key, riderId: decision.rider_id, at: decision.at },
    },
    await ridersOnShift(people),
    Date.now(),
  );
}

const EVENTS = [
  "nothing",
  "accept",
  "decline",
  "off_shift",
  "on_shift",
  "removal",
  "drop_out",
  "cancel",
] as const;
type Event = (typeof EVENTS)[number];

async function makeTown() {
  const store = await makeRiderStore({ rider_fleet: "own" });
  const ana = await makePerson("Ana", { staffOf: [store.id] });
  const ada = await makePerson("Ada", { isAdmin: true });
  const lena = await makePerson("Lena");
  const people: Viewer[] = [];
  for (const name of ["Rita", "Sam", "Kim", "Tom"])
    people.push(await makeRider(name, { tenantId: store.id }));
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await makeAcceptedOrder(lena, ana, store)).id);
  for (const id of ids.slice(0, 2)) await changeOrder(ana, id, { name: "ready" });
  return { ana, ada, people, ids };
}
type Town = Awaited<ReturnType<typeof makeTown>>;

async function happen(event: Event, pick: number, { ana, ada, people, ids }: Town): Promise<void> {
  const db = await queryable();
  const id = ids[pick % ids.length] ?? "";
  const [row] = await db.select().from(orders).where(eq(orders.id, id));
  const open = (await offersFor(id)).find(({ status }) => status === "open");
  // Whoever has most to lose: the rider of the order, or the one who is asked.
  const concerned = row?.rider_id ?? open?.rider_id;
  const rider = people.find(({ userId }) => userId === concerned) ?? people[pick % people.length];
  if (rider === undefined) throw new Error("There are no riders");
  switch (event) {
    case "nothing":
      return;
    case "accept":
    case "decline":
      if (open !== undefined) await answerOffer(open.rider_id, open.id, event);
      return;
    case "off_shift":
      await commands.set_shift.execute(rider, { on: false }, undefined);
      return;
    case "on_shift":
      await commands.set_shift.execute(rider, { on: true, vehicle: "bicycle" }, undefined);
      return;
    case "removal":
      await commands.remove_rider.execute(ada, { rider_id: rider.userId }, undefined);
      return;
    case "drop_out":
      if (row?.trip_id != null && row.rider_id !== null)
        await leaveTrip(row.rider_id, row.trip_id, "A puncture");
      return;
    case "cancel":
      await changeOrder(ana, id, { name: "cancel", reason: "TOO_BUSY", note: "" });
  }
}

/** Lives through the events, one each round. Fails where an order has nobody for longer than it may. */
async function live(events: readonly { event: Event; pick: number }[]): Promise<string[]> {
  const town = await makeTown();
  const ownedAt = new Map(town.ids.map((id) => [id, Date.now()]));
  const owners: string[] = [];
  const look = async (what: string) => {
    for (const id of town.ids) {
      const owner = await ownerNow(id, town.people);
      if (owner !== null) {
        ownedAt.set(id, Date.now());
        owners.push(owner);
      }
      const without = Date.now() - (ownedAt.get(id) ?? 0);
      expect(
        without,
        `order ${town.ids.indexOf(id)} after ${what}: ${JSON.stringify(await latestDecision(id))}`,
      ).toBeLessThanOrEqual(UNOWNED_AT_MOST_MS);
      const open = (await offersFor(id)).filter(({ status }) => status === "open");
      expect(open.length).toBeLessThanOrEqual(1);
    }
  };
  await Promise.all([planAll(), planAll()]);
  await look("the first round");
  for (const { event, pick } of [
    ...events,
    { event: "nothing", pick: 0 } as const,
    { event: "nothing", pick: 0 } as const,
  ]) {
    pass(1_000);
    await happen(event, pick, town);
    await look(event);
    pass(ROUND_MS - 1_000);
    await Promise.all([planAll(), planAll()]);
    await look(`the round after ${event}`);
  }
  return owners;
}

const all = (...names: Event[]) => names.map((event, pick) => ({ event, pick: Math.floor(pick / 2) }));

test("an order whose rider or offer goes, in every way, has an owner with the next round", async () => {
  const owners = await live(
    all(
      "decline",
      "accept",
      "drop_out",
      "off_shift",
      "nothing",
      "nothing",
      "accept",
      "removal",
      "cancel",
      "decline",
    ),
  );
  expect(new Set(owners)).toContain("rider");
  expect(new Set(owners)).toContain("offer");
  expect(new Set(owners)).toContain("over");
}, 120_000);

test("an order waits in the open when everybody has gone, and is offered when somebody comes", async () => {
  const owners = await live(
    all("removal", "removal", "removal", "removal", "off_shift", "off_shift", "on_shift", "on_shift"),
  );
  expect(new Set(owners)).toContain("offer");
}, 120_000);

test("whatever happens in whatever order", async () => {
  const event = fc.record({ event: fc.constantFrom(...EVENTS), pick: fc.nat({ max: 11 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 3, maxLength: 4 }),
      async (events) => void (await live(events)),
    ),
    { numRuns: 2, seed: 11, endOnFailure: true },
  );
}, 240_000);
