import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getLocation } from "@/app/api/orders/[id]/rider-location/route";
import { POST as postPositions } from "@/app/api/riders/me/positions/route";
import { GET as getOsmAnd, POST as postOsmAnd } from "@/app/api/riders/track/osmand/route";
import { POST as postOwnTracks } from "@/app/api/riders/track/owntracks/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { addresses, orders } from "@/lib/db/schema/orders";
import { riderShifts, tripPoints, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { RIDER_STATES, type RiderState } from "@/lib/orders/model/delivery";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { publishHeld } from "@/lib/realtime/publish/publish-ephemeral";
import { withDatabase } from "@/test/support/database";
import { goOnShift, makeRider, makeTrip, readRiderShift } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  process.env.LIMIT_LOCATION = "0";
});

withDatabase();

const HERE = { lat: 54.32, lng: 10.13 };
let sent: BusMessage[] = [];
let kitchen: TestRestaurant;
let rita: Viewer;
let lena: Viewer;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await forgetPublished();
  provideBus({ ...memoryBus(1), publish: async (messages) => void sent.push(...messages) });
  kitchen = await makeRestaurant();
  [rita, lena] = [await makeRider("Rita"), await makePerson("Lena")];
});

afterEach(() => void vi.useRealTimers());

/** Time passes for the clock alone: nothing waits for it. */
const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);

/** Also what the throttle holds back, so that the next position goes out at once. */
async function forgetPublished(): Promise<void> {
  publishHeld();
  await Promise.resolve();
  globalThis.platewirePublishThrottle = undefined;
  sent = [];
}

/** The channels on which the position was published. */
const published = () =>
  sent
    .filter(({ type }) => type === "rider_location")
    .map(({ channel }) => channel)
    .toSorted();

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
const point = (seq: number, seconds = 0, over: object = {}) => ({
  ...{ seq, ...HERE, accuracy: 8, heading: 90, speed: 4.2, at: ago(seconds) },
  ...over,
});
const post = async (authorization: string, body: unknown) => {
  const response = await postPositions(
    new Request("http://localhost:3000/api/riders/me/positions", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, body: await response.json() };
};
const report = (points: ReturnType<typeof point>[], who = rita) =>
  commands.report_positions.execute(who, { points }, undefined);
const positionOf = async (who = rita) => (await readRiderShift(who.userId))?.position ?? null;

describe("positions of a rider on shift", () => {
  test("are taken with a personal token or the shift's, and answered as the contract says", async () => {
    const tracking = await goOnShift(rita);
    const { token } = await createToken(rita.userId, { name: "test", scopes: ["orders:write"] });
    expect(await post(`Bearer ${token}`, { points: [point(1, 5), point(2)] })).toEqual({
      status: 200,
      body: { success: true, data: { accepted: 2, next_in_ms: 5_000 } },
    });
    expect(await positionOf()).toMatchObject({ seq: 2, ...HERE });
    pass(5);
    expect(await post(`Bearer ${tracking}`, { points: [point(3)] })).toMatchObject({
      body: { data: { accepted: 1 } },
    });
    expect(await post(`Bearer ${tracking}`, { points: [point(2)] })).toMatchObject({
      body: { data: { accepted: 0 } },
    });
    const many = Array.from({ length: 61 }, (_, seq) => point(seq));
    expect((await post(`Bearer ${tracking}`, { points: many })).status).toBe(400);
  });

  test("are refused off shift, with an ended or wrong token, and of somebody who does not ride", async () => {
    expect(await report([point(1)])).toMatchObject({ ok: false, code: "conflict" });
    const tracking = await goOnShift(rita);
    await report([point(1)]);
    await commands.set_shift.execute(rita, { on: false }, undefined);
    expect((await post(`Bearer ${tracking}`, { points: [point(2)] })).status).toBe(401);
    expect((await post(`Bearer pt_${"a".repeat(43)}`, { points: [point(2)] })).status).toBe(401);
    expect((await post("Bearer nonsense", { points: [point(2)] })).status).toBe(401);
    expect(await report([point(2)], lena)).toMatchObject({ ok: false, code: "forbidden" });
    const rows = await (await queryable())
      .select()
      .from(riderShifts)
      .where(eq(riderShifts.rider_id, rita.userId));
    expect(rows.map(({ position }) => position)).toEqual([null]);
  });

  test("are kept as a track only while a trip is open, once each", async () => {
    const db = await queryable();
    await goOnShift(rita);
    await report([point(1)]);
    expect(await db.select().from(tripPoints)).toEqual([]);
    pass(20);
    const order = await makeOrder(lena, kitchen);
    const trip = await makeTrip(rita, [{ id: order.id, state: "accepted" }]);
    await report([point(2, 10), point(3)]);
    await report([point(2, 10), point(3)]);
    const track = await db.select().from(tripPoints).where(eq(tripPoints.trip_id, trip));
    expect(track).toHaveLength(2);
    await db.update(trips).set({ finished_at: new Date() }).where(eq(trips.id, trip));
    pass(10);
    await report([point(4)]);
    expect(await db.select().from(tripPoints)).toHaveLength(2);
  });

  test("that arrive at the same time leave the newest one", async () => {
    await goOnShift(rita);
    await Promise.all([3, 1, 2].map((seq) => report([point(seq, 10 - seq)])));
    expect(await positionOf()).toMatchObject({ seq: 3 });
  });
});

describe("free applications", () => {
  const seconds = () => Math.floor(Date.now() / 1_000);

  test("OwnTracks reports with the token as its password", async () => {
    const tracking = await goOnShift(rita);
    const send = (password: string, body: unknown) =>
      postOwnTracks(
        new Request("http://localhost:3000/api/riders/track/owntracks", {
          method: "POST",
          headers: {
            authorization: `Basic ${Buffer.from(`rita:${password}`).toString("base64")}`,
            "content-type": "application/json",
          },
          body: JSON.stringify(body),
        }),
      );
    const location = { _type: "location", lat: 54.321, lon: 10.131, tst: seconds(), acc: 9, vel: 18 };
    const answer = await send(tracking, location);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: [] });
    expect(await positionOf()).toMatchObject({ lat: 54.321, lng: 10.131, speed: 5 });
    expect((await send(tracking, { _type: "status" })).status).toBe(200);
    expect((await send("wrong", location)).status).toBe(401);
  });

  test("Traccar and OsmAnd report with the token as the device, in the address, a form or JSON", async () => {
    const tracking = await goOnShift(rita);
    const query = (lat: string, id = tracking) =>
      new URLSearchParams({
        id,
        lat,
        lon: "10.13",
        timestamp: String(seconds()),
        speed: "10",
        accuracy: "9",
      });
    const address = "http://localhost:3000/api/riders/track/osmand";
    const asForm = { "content-type": "application/x-www-form-urlencoded" };
    expect((await getOsmAnd(new Request(`${address}?${query("54.3201")}`))).status).toBe(200);
    expect(await positionOf()).toMatchObject({ lat: 54.3201 });
    pass(5);
    const form = { method: "POST", headers: asForm, body: `${query("54.3202")}` };
    expect((await postOsmAnd(new Request(address, form))).status).toBe(200);
    expect(await positionOf()).toMatchObject({ lat: 54.3202 });
    pass(5);
    const location = {
      timestamp: new Date().toISOString(),
      coords: { latitude: 54.3203, longitude: 10.13, accuracy: 9 },
    };
    const json = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ device_id: tracking, location }),
    };
    expect((await postOsmAnd(new Request(address, json))).status).toBe(200);
    expect(await positionOf()).toMatchObject({ lat: 54.3203 });
    expect((await getOsmAnd(new Request(`${address}?${query("54.32", "wrong")}`))).status).toBe(401);
    expect((await getOsmAnd(new Request(address))).status).toBe(401);
  });
});

describe("who sees a position", () => {
  const READERS = ["customer", "staff", "dispatcher", "other rider", "other staff", "stranger"] as const;
  /** By the state of the order; `sees`: the store's setting. */
  function expected(
    reader: (typeof READERS)[number],
    state: RiderState,
    sees: boolean,
  ): "position" | "words" | 404 {
    if (reader === "dispatcher") return "position";
    if (reader === "customer") return state === "picked_up" || state === "at_door" ? "position" : "words";
    if (reader === "staff")
      return sees && (state === "accepted" || state === "at_store") ? "position" : "words";
    return 404;
  }

  test("is the same for what is published and what is read later, in every state and for every reader", async () => {
    const other = await makeRestaurant();
    const readers: Record<(typeof READERS)[number], Viewer> = {
      customer: lena,
      staff: await makePerson("Ana", { staffOf: [kitchen.id] }),
      dispatcher: await makePerson("Ada", { isAdmin: true }),
      "other rider": await makeRider("Sam"),
      "other staff": await makePerson("Dev", { staffOf: [other.id] }),
      stranger: await makePerson("Mia"),
    };
    const db = await queryable();
    const order = await makeOrder(lena, kitchen);
    await goOnShift(rita);
    const trip = await makeTrip(rita, [{ id: order.id, state: "accepted" }]);
    const ids = { order: `order:${order.id}`, store: `tenant:${kitchen.id}:riders`, fleet: "fleet:platform" };
    let seq = 0;
    for (const sees of [true, false])
      for (const state of RIDER_STATES) {
        await db.update(tenants).set({ sees_riders: sees }).where(eq(tenants.id, kitchen.id));
        await db.update(orders).set({ rider_state: state }).where(eq(orders.id, order.id));
        await db.execute(
          `update trip_stops set outcome = ${["none", "accepted", "at_store"].includes(state) ? "null" : "'done'"} where trip_id = '${trip}' and kind = 'pick_up'`,
        );
        await forgetPublished();
        pass(5);
        seq += 1;
        expect(await report([point(seq)])).toMatchObject({ ok: true, data: { accepted: 1 } });
        for (const reader of READERS) {
          const response = await readLocation(readers[reader], order.id);
          const rule = expected(reader, state, sees);
          if (rule === 404) expect(response.status).toBe(404);
          else expect((await response.json()).data.position !== null).toBe(rule === "position");
        }
        const onOrder = expected("customer", state, sees) === "position" ? [ids.order] : [];
        const onStore = expected("staff", state, sees) === "position" ? [ids.store] : [];
        expect(published()).toEqual([ids.fleet, ...onOrder, ...onStore].toSorted());
      }
    // Nobody reads a channel on which it comes but those for whom it is.
    const mayRead = async (reader: (typeof READERS)[number], name: string) =>
      (await channels.judge(readers[reader], [name])).forbidden.length === 0;
    for (const reader of READERS) {
      expect(await mayRead(reader, ids.order)).toBe(reader === "customer" || reader === "dispatcher");
      expect(await mayRead(reader, ids.store)).toBe(reader === "staff" || reader === "dispatcher");
      expect(await mayRead(reader, ids.fleet)).toBe(reader === "dispatcher");
    }
  });

  async function readLocation(reader: Viewer, orderId: string): Promise<Response> {
    const { token } = await createToken(reader.userId, { name: "test", scopes: ["orders:read"] });
    return getLocation(
      new Request(`http://localhost:3000/api/orders/${orderId}/rider-location`, {
        headers: { authorization: `Bearer ${token}` },
      }),
      { params: Promise.resolve({ id: orderId }) },
    );
  }

  test("goes to the customer whose stop is next, and the other one reads that a stop comes first", async () => {
    const mia = await makePerson("Mia");
    const [first, second] = [await makeOrder(lena, kitchen), await makeOrder(mia, kitchen)];
    await goOnShift(rita);
    await makeTrip(rita, [
      { id: first.id, state: "picked_up" },
      { id: second.id, state: "picked_up" },
    ]);
    await report([point(1)]);
    expect(published()).toEqual(["fleet:platform", `order:${first.id}`]);
    expect((await (await readLocation(mia, second.id)).json()).data).toMatchObject({
      state: "other_first",
      doors_before: 1,
      position: null,
      rider: { name: "Rita", vehicle: "bicycle" },
    });
    // The store is not told of another stop, which may be another store's.
    const staff = await makePerson("Ana", { staffOf: [kitchen.id] });
    expect((await (await readLocation(staff, second.id)).json()).data).toMatchObject({
      state: "on_the_way",
      doors_before: 0,
    });
  });

  test("comes with the store's place for everyone, and with the door for the customer alone", async () => {
    const db = await queryable();
    const order = await makeOrder(lena, kitchen);
    await db.update(addresses).set(HERE).where(eq(addresses.user_id, lena.userId));
    await db.update(tenants).set({ lat: 54.31, lng: 10.12 }).where(eq(tenants.id, kitchen.id));
    await goOnShift(rita);
    await makeTrip(rita, [{ id: order.id, state: "picked_up" }]);
    const [staff, dispatcher] = [
      await makePerson("Ana", { staffOf: [kitchen.id] }),
      await makePerson("Ada", { isAdmin: true }),
    ];
    const store = { lat: 54.31, lng: 10.12 };
    for (const [reader, door] of [
      [lena, HERE],
      [staff, null],
      [dispatcher, null],
    ] as const)
      expect((await (await readLocation(reader, order.id)).json()).data).toMatchObject({ store, door });
  });

  test("never shows the customer the door of somebody else that the rider has just left", async () => {
    const mia = await makePerson("Mia");
    const [first, second] = [await makeOrder(lena, kitchen), await makeOrder(mia, kitchen)];
    await (await queryable()).update(addresses).set(HERE).where(eq(addresses.user_id, lena.userId));
    await goOnShift(rita);
    await makeTrip(rita, [
      { id: first.id, state: "at_door", outcome: "done" },
      { id: second.id, state: "picked_up" },
    ]);
    await report([point(1)]);
    expect(published()).toEqual(["fleet:platform"]);
    expect((await (await readLocation(mia, second.id)).json()).data).toMatchObject({
      state: "on_the_way",
      position: null,
    });
    await forgetPublished();
    pass(60);
    await report([point(2, 0, { lat: HERE.lat + 0.003 })]);
    expect(published()).toContain(`order:${second.id}`);
  });

  test("of a store's own rider is for that store's dispatchers, not for those of the platform's fleet's channel", async () => {
    const own = await makeRider("Yuki", kitchen.id);
    await goOnShift(own);
    await report([point(1)], own);
    expect(published()).toEqual([`fleet:${kitchen.id}`]);
  });
});
