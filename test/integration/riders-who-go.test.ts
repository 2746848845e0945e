import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { offers, tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { pressSchema } from "@/lib/dispatch/model/riding/requests";
import { withdrawLapsed } from "@/lib/dispatch/server/plan/withdraw-lapsed";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { changeOrder } from "@/lib/orders/server/commands";
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
});
beforeEach(async () => {
  lena = await makePerson("Lena");
  rita = await makeRider("Rita");
  sam = await makeRider("Sam");
});

const accepted = async () => (await makeAcceptedOrder(lena, ana, kitchen)).id;
const actor = () => ({ id: ada.userId, name: ada.name, kind: "admin" }) as const;
const give = (rider: Viewer, ...orderIds: string[]) =>
  transaction((tx) =>
    assignDirectly(tx, { riderId: rider.userId, orderIds, actor: actor(), now: new Date() }),
  );
async function begin(rider: Viewer, ...orderIds: string[]): Promise<string> {
  const given = await give(rider, ...orderIds);
  if (!given.ok) throw new Error(given.message);
  return given.data;
}
const press = (rider: Viewer, tripId: string, order_id: string, step: string, more: object = {}) =>
  takeStep(rider.userId, tripId, pressSchema.parse({ order_id, step, ...more }));
async function orderRow(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  return row;
}
async function tripRow(id: string) {
  const [row] = await (await queryable()).select().from(trips).where(eq(trips.id, id));
  return row;
}
async function statusOf(offerId: string) {
  const [row] = await (await queryable()).select().from(offers).where(eq(offers.id, offerId));
  return row?.status;
}

describe("a rider who is removed", () => {
  const remove = (who: Viewer) => commands.remove_rider.execute(ada, { rider_id: who.userId }, undefined);

  test("leaves no order without an owner: what is not picked up is free, and an admin decides about the rest", async () => {
    const [carried, waiting] = [await accepted(), await accepted()];
    const tripId = await begin(rita, carried, waiting);
    expect(await press(rita, tripId, carried, "picked_up")).toMatchObject({ ok: true });
    expect(await remove(rita)).toEqual({ ok: true, data: null });
    expect(await orderRow(waiting)).toMatchObject({ rider_id: null, rider_state: "none", trip_id: null });
    expect(await orderRow(carried)).toMatchObject({ rider_state: "failed" });
    expect(await tripRow(tripId)).toMatchObject({ finished_at: expect.any(Date) });
    expect(await give(sam, waiting)).toMatchObject({ ok: true });
    // What the removal has done is not taken back by the person who was removed.
    expect(await press(rita, tripId, carried, "undo")).toMatchObject({ code: "not_found" });
    expect(await orderRow(carried)).toMatchObject({ rider_state: "failed" });
  });

  test("is asked nothing more", async () => {
    const offer = await mustOffer(rita, [await accepted()]);
    expect(await remove(rita)).toEqual({ ok: true, data: null });
    expect(await statusOf(offer.id)).toBe("withdrawn");
  });

  test("keeps everything when the person may not remove riders", async () => {
    const id = await accepted();
    const tripId = await begin(rita, id);
    for (const who of [ana, sam])
      expect(await commands.remove_rider.execute(who, { rider_id: rita.userId }, undefined)).toMatchObject({
        code: "not_found",
      });
    expect(await orderRow(id)).toMatchObject({ rider_id: rita.userId });
    expect(await tripRow(tripId)).toMatchObject({ finished_at: null });
  });
});

describe("a rider who goes off shift", () => {
  test("loses the open offers at once", async () => {
    const offer = await mustOffer(rita, [await accepted()]);
    expect(await commands.set_shift.execute(rita, { on: false }, undefined)).toMatchObject({ ok: true });
    expect(await statusOf(offer.id)).toBe("withdrawn");
  });

  test("is asked nothing more after the next plan, however the shift has ended", async () => {
    const offer = await mustOffer(rita, [await accepted()]);
    await (await queryable())
      .update(riderShifts)
      .set({ ended_at: new Date() })
      .where(eq(riderShifts.rider_id, rita.userId));
    expect(await withdrawLapsed("platform", new Date())).toBe(1);
    expect(await statusOf(offer.id)).toBe("withdrawn");
  });
});

describe("food with a rider who could not hand it over", () => {
  async function failed(rider: Viewer) {
    const id = await accepted();
    const tripId = await begin(rider, id);
    await press(rider, tripId, id, "picked_up");
    expect(await press(rider, tripId, id, "failed", { reason: "NOBODY_OPENS" })).toMatchObject({ ok: true });
    return { id, tripId };
  }

  test.each(["another rider", "the same one"])("can be given to %s", async (who) => {
    const { id, tripId } = await failed(rita);
    const next = who === "the same one" ? rita : sam;
    const given = await commands.assign_rider.execute(
      ada,
      { order_ids: [id], rider_id: next.userId },
      undefined,
    );
    expect(given).toMatchObject({ ok: true, data: { assigned: [id], pinned: [], refused: [] } });
    const row = await orderRow(id);
    expect(row).toMatchObject({
      order_status: "Preparing",
      rider_id: next.userId,
      rider_state: "accepted",
    });
    expect(row?.trip_id).not.toBe(tripId);
    const stops = await (await queryable()).select().from(tripStops).where(eq(tripStops.order_id, id));
    expect(stops.filter(({ outcome }) => outcome === null)).toHaveLength(2);
  });

  test("is given to nobody by the staff, who cannot know what has become of it", async () => {
    const { id } = await failed(rita);
    const staff = { id: ana.userId, name: ana.name, kind: "partner" } as const;
    const given = await transaction((tx) =>
      assignDirectly(tx, { riderId: rita.userId, orderIds: [id], actor: staff, now: new Date() }),
    );
    expect(given).toMatchObject({ ok: false, code: "conflict" });
    expect(await orderRow(id)).toMatchObject({ rider_state: "failed" });
  });
});

test("wrong PINs are forgotten with the rider who typed them", async () => {
  const id = await accepted();
  const tripId = await begin(rita, id);
  await press(rita, tripId, id, "picked_up");
  for (let n = 0; n < 5; n += 1) await press(rita, tripId, id, "delivered", { pin: "9999" });
  expect(await orderRow(id)).toMatchObject({ pin_failures: 5 });
  const next = await begin(sam, id);
  expect(await orderRow(id)).toMatchObject({ pin_failures: 0 });
  await press(sam, next, id, "picked_up");
  expect(await press(sam, next, id, "delivered", { pin: "1234" })).toMatchObject({ ok: true });
  expect(await changeOrder(ana, id, { name: "ready" })).toMatchObject({ ok: false });
});
