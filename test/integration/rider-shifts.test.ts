import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { PUT as putShift } from "@/app/api/riders/me/shift/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { riderShifts, tripPoints, trips } from "@/lib/db/schema/riders";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { readEvents } from "@/lib/realtime/log/log";
import { runUpkeep } from "@/lib/server/upkeep";
import { withDatabase } from "@/test/support/database";
import { goOnShift, makeRider, makeTrip, readRiderShift } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const HOUR = 3_600_000;
let kitchen: TestRestaurant;
let rita: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  rita = await makeRider("Rita", kitchen.id);
});

const set = (input: Parameters<typeof commands.set_shift.execute>[1], who = rita) =>
  commands.set_shift.execute(who, input, undefined);
const shiftOf = async (who = rita) => readRiderShift(who.userId);
const storedShift = async () => {
  const [row] = await (await queryable())
    .select()
    .from(riderShifts)
    .where(and(eq(riderShifts.rider_id, rita.userId)));
  return row;
};
async function news(): Promise<unknown[]> {
  const { events } = await readEvents(await queryable(), fleetChannel.name(kitchen.id), 0);
  return events.map(({ type, data }) => ({ type, riders: JSON.parse(data).rider_ids }));
}

describe("a shift", () => {
  test("begins and ends over the contract's route, which tells the tracking token once", async () => {
    const { token } = await createToken(rita.userId, { name: "test", scopes: ["orders:write"] });
    const put = async (body: object) => {
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const address = "http://localhost:3000/api/riders/me/shift";
      const response = await putShift(
        new Request(address, { method: "PUT", headers, body: JSON.stringify(body) }),
      );
      return { status: response.status, body: await response.json() };
    };
    const began = await put({ on: true, vehicle: "e-bike" });
    expect(began).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: { on: true, vehicle: "e-bike", tracking_token: expect.stringMatching(/^pt_/) },
      },
    });
    expect(await put({ on: true })).toMatchObject({
      body: { data: { on: true, vehicle: "e-bike", tracking_token: null } },
    });
    expect((await storedShift())?.tracking_token_hash).not.toContain(began.body.data.tracking_token);
    expect(await put({ on: false })).toMatchObject({ body: { data: { on: false, tracking_token: null } } });
    expect(await shiftOf()).toBeNull();
    expect((await put({ on: true, vehicle: "rocket" })).status).toBe(400);
  });

  test("lasts eight hours unless the rider says otherwise, and no longer than sixteen", async () => {
    await set({ on: true });
    const hours = async () => (Date.parse((await shiftOf())?.ends_at ?? "") - Date.now()) / HOUR;
    expect(await hours()).toBeCloseTo(8, 1);
    const inHours = (count: number) => new Date(Date.now() + count * HOUR).toISOString();
    expect(await set({ on: true, ends_at: inHours(3) })).toMatchObject({ ok: true });
    expect(await hours()).toBeCloseTo(3, 1);
    await set({ on: true, vehicle: "car" });
    expect(await hours()).toBeCloseTo(3, 1);
    for (const ends_at of [inHours(17), inHours(-1)])
      expect(await set({ on: true, ends_at })).toMatchObject({ ok: false, code: "invalid" });
  });

  test("gets a new token when its rider asks for one, and the old one ends", async () => {
    const first = await goOnShift(rita);
    const hash = (await storedShift())?.tracking_token_hash;
    const again = await set({ on: true, new_token: true });
    expect(again).toMatchObject({ ok: true, data: { tracking_token: expect.not.stringMatching(first) } });
    expect((await storedShift())?.tracking_token_hash).not.toBe(hash);
  });

  test("is told to the fleet's dispatchers, and is one however often it is begun at once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => set({ on: true })));
    const open = await (await queryable())
      .select()
      .from(riderShifts)
      .where(and(eq(riderShifts.rider_id, rita.userId), isNull(riderShifts.ended_at)));
    expect(open).toHaveLength(1);
    expect(await news()).toContainEqual({ type: "dispatch_changed", riders: [rita.userId] });
  });

  test("does not end while a trip is open, and says what to do", async () => {
    await goOnShift(rita);
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    await makeTrip(rita, [{ id: order.id, state: "accepted" }]);
    expect(await set({ on: false })).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringContaining("Finish it"),
    });
    expect(await shiftOf()).not.toBeNull();
    await (await queryable()).update(trips).set({ finished_at: new Date() });
    expect(await set({ on: false })).toMatchObject({ ok: true });
  });

  test("is for riders only, also when they were removed a moment ago", async () => {
    expect(await set({ on: true }, await makePerson("Lena"))).toMatchObject({ ok: false, code: "forbidden" });
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    await goOnShift(rita);
    expect(await commands.remove_rider.execute(ana, { rider_id: rita.userId }, undefined)).toMatchObject({
      ok: true,
    });
    expect(await shiftOf()).toBeNull();
    // With the rights of a request that began before.
    expect(await set({ on: true })).toMatchObject({ ok: false, code: "forbidden" });
  });
});

describe("the upkeep", () => {
  const moveEnd = async (hoursAgo: number) =>
    (await queryable())
      .update(riderShifts)
      .set({ ends_at: new Date(Date.now() - hoursAgo * HOUR) })
      .where(eq(riderShifts.rider_id, rita.userId));

  test("ends a shift two hours after its end, but none with an open trip", async () => {
    await goOnShift(rita);
    await moveEnd(1.9);
    expect(await runUpkeep()).toMatchObject({ shifts: 0 });
    await moveEnd(2.1);
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    const trip = await makeTrip(rita, [{ id: order.id, state: "accepted" }]);
    expect(await runUpkeep()).toMatchObject({ shifts: 0 });
    await (await queryable()).update(trips).set({ finished_at: new Date() }).where(eq(trips.id, trip));
    expect(await runUpkeep()).toMatchObject({ shifts: 1 });
    expect(await shiftOf()).toBeNull();
    expect(await runUpkeep()).toMatchObject({ shifts: 0 });
  });

  test("removes the points of a trip a day after it", async () => {
    const db = await queryable();
    await goOnShift(rita);
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    const trip = await makeTrip(rita, [{ id: order.id, state: "accepted" }]);
    const point = { trip_id: trip, lat: 54.32, lng: 10.13, accuracy: 5, at: new Date() };
    await db
      .insert(tripPoints)
      .values([1, 2].map((seq) => ({ id: newId({ msecs: Date.now() - 26 * HOUR }), seq, ...point })));
    const finish = (hoursAgo: number) =>
      db
        .update(trips)
        .set({ finished_at: new Date(Date.now() - hoursAgo * HOUR) })
        .where(eq(trips.id, trip));
    expect(await runUpkeep()).toMatchObject({ points: 0 });
    await finish(23);
    expect(await runUpkeep()).toMatchObject({ points: 0 });
    await finish(25);
    expect(await runUpkeep()).toMatchObject({ points: 2 });
    expect(await runUpkeep()).toMatchObject({ points: 0 });
  });
});
