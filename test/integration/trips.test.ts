import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as getHome } from "@/app/api/riders/me/route";
import { POST as postStep } from "@/app/api/trips/[id]/steps/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { tripPoints, trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { OFFER_SECONDS } from "@/lib/dispatch/model/offer";
import { pressSchema } from "@/lib/dispatch/model/riding/requests";
import type { Trip } from "@/lib/dispatch/model/trip";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { followOrdersOnTrips } from "@/lib/dispatch/server/react-to-orders";
import { readRiderHome } from "@/lib/dispatch/server/rider-home";
import { readTrip } from "@/lib/dispatch/server/riding/read-trip";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { orderChannel } from "@/lib/orders/model/channels";
import { changeOrder, changeOrderByDispatch } from "@/lib/orders/server/commands";
import { drain } from "@/lib/reactions/drain";
import { readEvents } from "@/lib/realtime/log/log";
import { payOfTrip } from "@/lib/riders/model/pay";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let lena: Viewer;
let rita: Viewer;
let sam: Viewer;

beforeAll(async () => {
  kitchen = await makeRiderStore();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  // A reaction that runs for the first time begins at the end of the log.
  await drain([followOrdersOnTrips], 1_000);
});
beforeEach(async () => {
  lena = await makePerson("Lena");
  rita = await makeRider("Rita Rad");
  sam = await makeRider("Sam");
});

const accepted = () => makeAcceptedOrder(lena, ana, kitchen);

async function begin(rider: Viewer, ...orderIds: string[]): Promise<string> {
  const actor = { id: ada.userId, name: ada.name, kind: "admin" } as const;
  const given = await transaction((tx) =>
    assignDirectly(tx, { riderId: rider.userId, orderIds, actor, now: new Date() }),
  );
  if (!given.ok) throw new Error(given.message);
  return given.data;
}

const press = (
  tripId: string,
  order_id: string,
  step: string,
  more: object = {},
  by = rita,
  key = randomUUID(),
) => takeStep(by.userId, tripId, pressSchema.parse({ order_id, step, ...more }), key);

async function tripAfter(tripId: string, order_id: string, ...steps: string[]): Promise<Trip> {
  let trip: Trip | undefined;
  for (const step of steps) {
    const taken = await press(tripId, order_id, step, step === "delivered" ? { pin: "1234" } : {});
    if (!taken.ok) throw new Error(taken.message);
    trip = taken.data;
  }
  if (trip === undefined) throw new Error("No step was pressed");
  return trip;
}

test("the counter shows what the guest wrote about the order, the door only what is for the doorbell", async () => {
  const { id } = await makeAcceptedOrder(lena, ana, kitchen, { note: "Peanut allergy" });
  const trip = await readTrip(await queryable(), await begin(rita, id));
  expect(trip.stops.map(({ kind, note }) => [kind, note])).toEqual([
    ["pick_up", "Peanut allergy"],
    ["drop_off", ""],
  ]);
});

async function eventsOn(channel: string) {
  return (await readEvents(await queryable(), channel, 0)).events;
}
const typesOn = async (channel: string) => (await eventsOn(channel)).map(({ type }) => type);

async function orderRow(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  return row;
}
async function tripRow(id: string) {
  const [row] = await (await queryable()).select().from(trips).where(eq(trips.id, id));
  return row;
}
async function outcomes(orderId: string) {
  const rows = await (await queryable()).select().from(tripStops).where(eq(tripStops.order_id, orderId));
  return Object.fromEntries(rows.map(({ kind, outcome }) => [kind, outcome]));
}

async function send(viewer: Viewer, tripId: string, body: object) {
  const { token } = await createToken(viewer.userId, { name: "t", scopes: ["orders:read", "orders:write"] });
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  const request = new Request(`http://localhost:3000/api/trips/${tripId}/steps`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const response = await postStep(request, { params: Promise.resolve({ id: tripId }) });
  return { status: response.status, body: await response.json() };
}

describe("the steps of a trip", () => {
  test("lead from the store to the door, where the PIN proves the delivery, and end the trip", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    await tripAfter(tripId, order.id, "at_store");
    expect(await orderRow(order.id)).toMatchObject({ rider_state: "at_store", order_status: "Preparing" });
    const left = await tripAfter(tripId, order.id, "picked_up");
    expect(left).toMatchObject({
      left_at: expect.any(String),
      finished_at: null,
      stops: [
        { kind: "pick_up", outcome: "done" },
        { kind: "drop_off", name: "Lena", place: { lat: 54.335, lng: 10.14 }, outcome: null },
      ],
    });
    await tripAfter(tripId, order.id, "at_door");
    const over = await tripAfter(tripId, order.id, "delivered");
    expect(over).toMatchObject({
      finished_at: expect.any(String),
      stops: [{ outcome: "done" }, { outcome: "done" }],
    });
    expect(await orderRow(order.id)).toMatchObject({ order_status: "Delivered", payment_status: "captured" });
    const trip = await tripRow(tripId);
    const { base, distance } = payOfTrip(trip?.metres ?? 0, 0);
    expect(trip).toMatchObject({ pay_base: base, pay_distance: distance, pay_waiting: 0 });
    expect(distance).toBeGreaterThan(0);

    const types = (await typesOn(orderChannel.name(order.id))).filter((type) => type.startsWith("trip_"));
    const expected = [
      "trip_started",
      "trip_checkpoint",
      "trip_checkpoint",
      "trip_checkpoint",
      "trip_finished",
    ];
    expect(types).toEqual(expected);
    for (const { userId } of [lena, rita])
      expect((await typesOn(userChannel.name(userId))).filter((type) => type.startsWith("trip_"))).toEqual(
        expected,
      );
  });

  test("may leave out the store and the door, but not the pick-up", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    for (const step of ["at_door", "delivered", "failed"])
      expect(await press(tripId, order.id, step, { pin: "1234", reason: "REFUSED" })).toMatchObject({
        code: "conflict",
        current: { id: tripId },
      });
    expect(await tripAfter(tripId, order.id, "picked_up", "delivered")).toMatchObject({
      finished_at: expect.any(String),
    });
  });

  test("are pressed twice without effect, with the same key or another one", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    const key = randomUUID();
    const first = await press(tripId, order.id, "picked_up", {}, rita, key);
    expect(await press(tripId, order.id, "picked_up", {}, rita, key)).toEqual(first);
    expect(await press(tripId, order.id, "picked_up")).toEqual(first);
    expect(await press(tripId, order.id, "at_store")).toEqual(first);
    expect(await press(tripId, order.id, "delivered", {}, rita, key)).toMatchObject({ code: "key_reused" });
    const { version } = (await orderRow(order.id)) ?? {};
    await tripAfter(tripId, order.id, "undo");
    // A press that comes out of the tunnel late does not undo the undoing.
    expect(await press(tripId, order.id, "picked_up", {}, rita, key)).toMatchObject({
      ok: true,
      data: { left_at: null },
    });
    expect(await orderRow(order.id)).toMatchObject({ version: (version ?? 0) + 1, rider_state: "at_store" });
  });

  test("are taken back within seconds, the last one first, and a trip that was over goes on", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    expect(await press(tripId, order.id, "undo")).toMatchObject({ code: "conflict" });
    const over = await tripAfter(tripId, order.id, "picked_up", "at_door", "delivered");
    const open = await tripAfter(tripId, order.id, "undo");
    expect(open).toMatchObject({ finished_at: null, stops: [{ outcome: "done" }, { outcome: null }] });
    expect(await orderRow(order.id)).toMatchObject({
      order_status: "Out for Delivery",
      rider_state: "at_door",
    });
    const again = await tripAfter(tripId, order.id, "delivered");
    expect(again.pay).toEqual(over.pay);
    // Another trip has begun meanwhile: the rider cannot ride two.
    const next = await accepted();
    await begin(rita, next.id);
    expect(await press(tripId, order.id, "undo")).toMatchObject({ code: "conflict" });
    expect(await orderRow(order.id)).toMatchObject({ order_status: "Delivered" });
  });

  test("do not exist for anybody but the rider of the trip", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    for (const other of [sam, lena, ana, ada])
      expect((await send(other, tripId, { order_id: order.id, step: "picked_up" })).status).toBe(404);
    expect((await send(rita, "no-id", { order_id: order.id, step: "picked_up" })).status).toBe(404);
    const elsewhere = await accepted();
    expect((await send(rita, tripId, { order_id: elsewhere.id, step: "picked_up" })).status).toBe(404);
    expect(await leaveTrip(sam.userId, tripId, "Mine")).toMatchObject({ code: "not_found" });
    expect(await orderRow(order.id)).toMatchObject({ rider_state: "accepted" });
  });

  test("of a delivery that failed need a reason, and words where there is no reason to choose", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    await tripAfter(tripId, order.id, "picked_up");
    expect(await press(tripId, order.id, "failed")).toMatchObject({ code: "invalid" });
    expect(await press(tripId, order.id, "failed", { reason: "OTHER" })).toMatchObject({ code: "invalid" });
    expect(await press(tripId, order.id, "failed", { reason: "NOBODY_OPENS" })).toMatchObject({
      ok: true,
      data: { finished_at: expect.any(String), stops: [{ outcome: "done" }, { outcome: "failed" }] },
    });
    expect(await orderRow(order.id)).toMatchObject({
      order_status: "Out for Delivery",
      rider_state: "failed",
    });
    expect(await press(tripId, order.id, "delivered", { pin: "1234" })).toMatchObject({ code: "conflict" });
  });
});

describe("a step that fails in the middle", () => {
  test("leaves nothing half, and its press works with the same key later", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    const before = await orderRow(order.id);
    const told = await typesOn(userChannel.name(rita.userId));
    const db = await queryable();
    // The order's own step is written before the stop's.
    await db.execute(sql`
      create function refuse_stop() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`);
    await db.execute(sql`
      create trigger refuse_stop before update on trip_stops for each row execute function refuse_stop()`);
    const key = randomUUID();
    try {
      await expect(press(tripId, order.id, "picked_up", {}, rita, key)).rejects.toThrow();
      await expect(leaveTrip(rita.userId, tripId, "Flat tyre", randomUUID())).rejects.toThrow();
    } finally {
      await db.execute(sql`drop trigger refuse_stop on trip_stops`);
    }
    expect(await orderRow(order.id)).toEqual(before);
    expect(await outcomes(order.id)).toEqual({ pick_up: null, drop_off: null });
    expect(await typesOn(userChannel.name(rita.userId))).toEqual(told);
    expect(await press(tripId, order.id, "picked_up", {}, rita, key)).toMatchObject({ ok: true });
  });

  test("is not taken twice by two presses at once", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    const key = randomUUID();
    const answers = await Promise.all([
      press(tripId, order.id, "picked_up", {}, rita, key),
      press(tripId, order.id, "picked_up", {}, rita, key),
      press(tripId, order.id, "picked_up"),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: true, data: { left_at: expect.any(String) } });
    const events = await typesOn(orderChannel.name(order.id));
    expect(events.filter((type) => type === "trip_checkpoint")).toHaveLength(1);
  });
});

describe("the PIN", () => {
  test("that is wrong is refused with the tries that are left, and after five only an admin can confirm", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    await tripAfter(tripId, order.id, "picked_up", "at_door");
    expect(await press(tripId, order.id, "delivered")).toMatchObject({ code: "invalid" });
    const wrong = { order_id: order.id, step: "delivered", pin: "9999" };
    for (let left = 4; left > 0; left -= 1)
      expect(await send(rita, tripId, wrong)).toMatchObject({
        status: 422,
        body: {
          errors: [expect.stringContaining(`${left === 1 ? "One try is" : `${left} tries are`} left`)],
        },
      });
    expect(await send(rita, tripId, wrong)).toMatchObject({ status: 422 });
    expect(await send(rita, tripId, { ...wrong, pin: "1234" })).toMatchObject({
      status: 409,
      body: { errors: [expect.stringContaining("admin")], data: { id: tripId } },
    });
    expect(await orderRow(order.id)).toMatchObject({ order_status: "Out for Delivery", pin_failures: 5 });

    expect(await changeOrder(ada, order.id, { name: "deliver" })).toMatchObject({ ok: true });
    await drain([followOrdersOnTrips], 5_000);
    expect(await outcomes(order.id)).toEqual({ pick_up: "done", drop_off: "done" });
    expect(await tripRow(tripId)).toMatchObject({ finished_at: expect.any(Date) });
  });

  test("that is repeated with its key is counted once", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    await tripAfter(tripId, order.id, "picked_up");
    const key = randomUUID();
    const first = await press(tripId, order.id, "delivered", { pin: "0000" }, rita, key);
    expect(first).toMatchObject({ code: "wrong_pin" });
    expect(await press(tripId, order.id, "delivered", { pin: "0000" }, rita, key)).toMatchObject({
      code: "wrong_pin",
      message: first.ok ? "" : first.message,
    });
    expect(await orderRow(order.id)).toMatchObject({ pin_failures: 1 });
  });
});

describe("a trip", () => {
  test("pays waiting at a store beyond five minutes, and the way as ridden where it is longer", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    const planned = (await tripRow(tripId))?.metres ?? 0;
    await tripAfter(tripId, order.id, "at_store");
    const db = await queryable();
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await db
      .update(tripStops)
      .set({ arrived_at: ago(12) })
      .where(eq(tripStops.trip_id, tripId));
    await tripAfter(tripId, order.id, "picked_up");
    // About 2.8 km in a line, a fifth more than planned.
    const points = Array.from({ length: 30 }, (_, seq) => ({
      id: randomUUID(),
      trip_id: tripId,
      seq,
      lat: 54.32 + seq * 0.00087,
      lng: 10.13,
      accuracy: 5,
      at: new Date(ago(10).getTime() + seq * 10_000),
    }));
    await db.insert(tripPoints).values(points);
    await tripAfter(tripId, order.id, "delivered");
    const trip = await tripRow(tripId);
    expect(trip?.waited_seconds).toBeGreaterThanOrEqual(7 * 60);
    expect(trip?.waited_seconds).toBeLessThan(7 * 60 + 30);
    expect(trip?.ridden_metres).toBeGreaterThan(planned);
    expect(trip).toMatchObject({
      pay_distance: payOfTrip(trip?.ridden_metres ?? 0, 0).distance,
      pay_waiting: payOfTrip(0, trip?.waited_seconds ?? 0).waiting,
    });
  });

  test("pays a detour up to its bound, also when the end is taken back and pressed again", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    const planned = (await tripRow(tripId))?.metres ?? 0;
    await tripAfter(tripId, order.id, "picked_up");
    // About twenty times the plan.
    const began = Date.now() - 600_000;
    await (await queryable()).insert(tripPoints).values(
      Array.from({ length: 60 }, (_, seq) => ({
        id: randomUUID(),
        ...{ trip_id: tripId, seq, lat: 54.32 + seq * 0.01, lng: 10.13, accuracy: 5 },
        at: new Date(began + seq * 10_000),
      })),
    );
    const atMost = payOfTrip(Math.round(planned * 1.5), 0).distance;
    const first = await tripAfter(tripId, order.id, "delivered");
    expect(first.pay.distance).toBe(atMost);
    expect(first.metres).toBeGreaterThan(planned * 10);
    const open = await tripAfter(tripId, order.id, "undo");
    expect(open.metres).toBe(planned);
    const again = await tripAfter(tripId, order.id, "delivered");
    expect(again.pay.distance).toBe(atMost);
    expect(await tripRow(tripId)).toMatchObject({ metres: planned, ridden_metres: first.metres });
  });

  test("that its rider leaves gives back what is not picked up, and an admin decides about the rest", async () => {
    const [carried, waiting] = [await accepted(), await accepted()];
    const tripId = await begin(rita, carried.id, waiting.id);
    await tripAfter(tripId, carried.id, "picked_up");
    const key = randomUUID();
    const gone = await leaveTrip(rita.userId, tripId, "Flat tyre", key);
    expect(gone).toMatchObject({ ok: true, data: { finished_at: expect.any(String) } });
    expect(await leaveTrip(rita.userId, tripId, "Flat tyre", key)).toEqual(gone);
    expect(await orderRow(waiting.id)).toMatchObject({
      rider_id: null,
      rider_state: "none",
      order_status: "Preparing",
    });
    expect(await orderRow(carried.id)).toMatchObject({ rider_state: "failed" });
    expect(await outcomes(waiting.id)).toEqual({ pick_up: "released", drop_off: "released" });
    expect(await outcomes(carried.id)).toEqual({ pick_up: "done", drop_off: "failed" });
    await begin(sam, waiting.id);
  });

  test.each([
    [
      "is cancelled",
      async (id: string) => changeOrder(ana, id, { name: "cancel", reason: "OTHER", note: "Gas" }),
    ],
    [
      "is cancelled by an admin",
      async (id: string) => changeOrder(ada, id, { name: "cancel", reason: "OTHER", note: "x" }),
    ],
  ])("loses an order that %s, and its rider is told", async (_what, change) => {
    const [one, other] = [await accepted(), await accepted()];
    const tripId = await begin(rita, one.id, other.id);
    const before = (await typesOn(userChannel.name(rita.userId))).length;
    expect(await change(one.id)).toMatchObject({ ok: true });
    await drain([followOrdersOnTrips], 5_000);
    expect(await outcomes(one.id)).toEqual({ pick_up: "released", drop_off: "released" });
    expect((await typesOn(userChannel.name(rita.userId))).slice(before)).toEqual(["trip_finished"]);
    expect(await tripRow(tripId)).toMatchObject({ finished_at: null });
    await change(other.id);
    await drain([followOrdersOnTrips], 5_000);
    expect(await tripRow(tripId)).toMatchObject({ finished_at: expect.any(Date), pay_base: 0 });
  });

  test("does not change when the same events are read again", async () => {
    const order = await accepted();
    const tripId = await begin(rita, order.id);
    await changeOrder(ana, order.id, { name: "cancel", reason: "OTHER", note: "Gas" });
    await drain([followOrdersOnTrips], 5_000);
    const trip = await tripRow(tripId);
    await transaction(async (tx) => {
      const { events, epoch } = await readEvents(tx, `tenant:${kitchen.id}:orders`, 0);
      await followOrdersOnTrips.apply(
        tx,
        events
          .filter(({ type }) => type === "order_status_update")
          .map((event) => ({ ...event, epoch, channel: `tenant:${kitchen.id}:orders` })),
      );
    });
    expect(await tripRow(tripId)).toEqual(trip);
  });

  test("tells its rider, and nobody else, that the kitchen has an order ready", async () => {
    const order = await accepted();
    await begin(rita, order.id);
    await changeOrder(ana, order.id, { name: "ready" });
    await drain([followOrdersOnTrips], 5_000);
    const told = (await eventsOn(userChannel.name(rita.userId))).at(-1);
    expect(told?.type).toBe("trip_checkpoint");
    expect(JSON.parse(told?.data ?? "{}")).toMatchObject({ step: "order_changed", order_id: order.id });
    expect((await typesOn(orderChannel.name(order.id))).filter((type) => type === "trip_checkpoint")).toEqual(
      [],
    );
  });

  test("tells its rider nothing of a new estimate", async () => {
    const order = await accepted();
    await begin(rita, order.id);
    await drain([followOrdersOnTrips], 5_000);
    const told = await typesOn(userChannel.name(rita.userId));
    const [from, to] = [20, 30].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());
    if (from === undefined || to === undefined) throw new Error("There is no estimate");
    const system = { id: null, name: "Platewire", kind: "system" } as const;
    const set = await transaction((tx) =>
      changeOrderByDispatch(tx, order.id, { name: "set_eta", from, to }, system),
    );
    expect(set).toMatchObject({ ok: true });
    await drain([followOrdersOnTrips], 5_000);
    expect(await typesOn(userChannel.name(rita.userId))).toEqual(told);
  });
});

describe("an open offer", () => {
  test("is withdrawn when the store hands the order over itself", async () => {
    const either = await makeRiderStore({ delivery_by: "either" });
    const staff = await makePerson("Kim", { staffOf: [either.id] });
    const order = await makeAcceptedOrder(lena, staff, either);
    const offer = await mustOffer(rita, [order.id]);
    expect(await changeOrder(staff, order.id, { name: "hand_over" })).toMatchObject({ ok: true });
    await drain([followOrdersOnTrips], 5_000);
    expect((await eventsOn(userChannel.name(rita.userId))).at(-1)).toMatchObject({ type: "offer_expired" });
    expect((await readRiderHome(rita))?.offers).toEqual([]);
    expect(offer.status).toBe("open");
  });
});

describe("a rider's page", () => {
  const home = async (viewer: Viewer) => {
    const { token } = await createToken(viewer.userId, { name: "t", scopes: ["orders:read"] });
    const request = new Request("http://localhost:3000/api/riders/me", {
      headers: { Authorization: `Bearer ${token}` },
    });
    const response = await getHome(request);
    return { status: response.status, body: await response.json() };
  };

  test("shows the shift, the open offers and the trip; the guest's name and place only from the pick-up on", async () => {
    const [one, other] = [await accepted(), await accepted()];
    const tripId = await begin(rita, one.id);
    await mustOffer(rita, [other.id], { tripId });
    const { status, body } = await home(rita);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      rider: { id: rita.userId, name: "Rita", vehicle: "bicycle", fleet_name: null },
      shift: { trips: 0, earned: [{ currency: "EUR", amount: 0 }] },
      offers: [{ status: "open", order_ids: [other.id] }],
      trip: { id: tripId, stops: [{ kind: "pick_up" }, { kind: "drop_off", name: "", place: null }] },
    });
    expect(JSON.stringify(body)).not.toContain("Lena");
    expect(JSON.stringify(body)).not.toContain('1234"');
    await tripAfter(tripId, one.id, "picked_up", "delivered");
    expect((await home(rita)).body.data).toMatchObject({
      shift: { trips: 1, earned: [{ currency: "EUR", amount: expect.any(Number) }] },
      trip: null,
    });
  });

  test("is empty of an offer whose time is up, which ends with the read", async () => {
    const order = await accepted();
    await mustOffer(rita, [order.id], { now: new Date(Date.now() - (OFFER_SECONDS + 1) * 1_000) });
    expect((await home(rita)).body.data.offers).toEqual([]);
    expect(await typesOn(userChannel.name(rita.userId))).toEqual(["offer_made", "offer_expired"]);
  });

  test("does not exist for people who are no riders", async () => {
    for (const other of [lena, ana, ada]) expect((await home(other)).status).toBe(404);
  });
});
