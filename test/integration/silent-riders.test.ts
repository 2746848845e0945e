import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { offers, tripStops } from "@/lib/db/schema/dispatch";
import { notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { planAll } from "@/lib/dispatch/server/plan/planner";
import { settleSilentRiders } from "@/lib/dispatch/server/silent-riders";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { notifyDispatchers, notifyMovedRiders } from "@/lib/notifications/server/react-to-dispatch";
import { changeOrder } from "@/lib/orders/server/commands";
import { drain } from "@/lib/reactions/drain";
import { replay } from "@/lib/reactions/replay";
import { readEvents } from "@/lib/realtime/log/log";
import { reportPositionsCommand } from "@/lib/riders/server/report-positions";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
const AT_A_DOOR = {
  address: {
    line1: "Harbour 7",
    city: "Port Selby",
    postal_code: "12345",
    note: "",
    lat: 54.335,
    lng: 10.14,
  },
};
const REACTIONS = [notifyDispatchers, notifyMovedRiders];

let store: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let lena: Viewer;
let rita: Viewer;
let orderId: string;
let tripId: string;

beforeEach(async () => {
  store = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [store.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  lena = await makePerson("Lena");
  rita = await makeRider("Rita", { tenantId: store.id });
  await drain(REACTIONS, 10_000);
  ({ id: orderId } = await makeAcceptedOrder(lena, ana, store, AT_A_DOOR));
  await changeOrder(ana, orderId, { name: "ready" });
  const { id } = await mustOffer(rita, [orderId]);
  const taken = await answerOffer(rita.userId, id, "accept");
  if (!taken.ok) throw new Error(taken.message);
  tripId = (await rowOf(orderId)).trip_id ?? "";
});

async function rowOf(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  if (row === undefined) throw new Error("The order is gone");
  return row;
}

/** Everything that was heard of the rider was heard so long ago. */
async function silentFor(ms: number) {
  const db = await queryable();
  const at = new Date(Date.now() - ms);
  const position = { seq: 1, lat: 54.32, lng: 10.13, accuracy: 10, heading: null, speed: null };
  await db
    .update(riderShifts)
    .set({ position: { ...position, clock_offset_ms: 0, at: at.toISOString() } })
    .where(eq(riderShifts.rider_id, rita.userId));
  await db.update(trips).set({ accepted_at: at }).where(eq(trips.id, tripId));
  await db.update(offers).set({ made_at: at, ended_at: at }).where(eq(offers.rider_id, rita.userId));
  await db
    .update(tripStops)
    .set({
      arrived_at: sql`case when ${tripStops.arrived_at} is not null then least(${tripStops.arrived_at}, ${at.toISOString()}::timestamptz) end`,
      done_at: sql`case when ${tripStops.done_at} is not null then least(${tripStops.done_at}, ${at.toISOString()}::timestamptz) end`,
    })
    .where(eq(tripStops.trip_id, tripId));
}

async function toldOf({ userId }: Viewer) {
  await drain(REACTIONS, 10_000);
  const rows = await (await queryable())
    .select({ title: notifications.title, url: notifications.action_url })
    .from(notifications)
    .where(eq(notifications.user_id, userId));
  return rows.filter(({ title }) => title === "Nothing is heard of Rita");
}

test("a rider who is heard of by position, step or answer is left alone", async () => {
  await silentFor(5 * MINUTE);
  await settleSilentRiders();
  expect(await toldOf(ada)).toEqual([]);

  await silentFor(13 * MINUTE);
  const point = { seq: 2, lat: 54.33, lng: 10.13, accuracy: 5, heading: 0, speed: 5 };
  const points = [{ ...point, at: new Date().toISOString() }];
  expect(await reportPositionsCommand.execute(rita, { points }, undefined)).toMatchObject({ ok: true });
  await settleSilentRiders();

  await silentFor(13 * MINUTE);
  const press = { step: "at_store", order_id: orderId, note: "" } as const;
  expect(await takeStep(rita.userId, tripId, press)).toMatchObject({ ok: true });
  await settleSilentRiders();
  expect(await toldOf(ada)).toEqual([]);
  expect(await rowOf(orderId)).toMatchObject({ rider_id: rita.userId });
});

describe("after six minutes without a sign of a rider", () => {
  beforeEach(() => silentFor(6 * MINUTE));

  test("admins and the staff of the rider's store are told once, by however many processes, and the order stays", async () => {
    await Promise.all([settleSilentRiders(), settleSilentRiders()]);
    await settleSilentRiders();
    expect(await toldOf(ada)).toEqual([{ title: "Nothing is heard of Rita", url: "/admin/dispatch" }]);
    expect(await toldOf(ana)).toMatchObject([{ url: `/partner/${store.slug}/dispatch` }]);
    for (const other of [lena, rita]) expect(await toldOf(other)).toEqual([]);
    expect(await rowOf(orderId)).toMatchObject({ rider_id: rita.userId, trip_id: tripId });
    const fleet = fleetChannel.name(store.id);
    const { head } = await readEvents(await queryable(), fleet, 0, 1);
    await replay(notifyDispatchers, fleet, 0, head);
    expect(await toldOf(ana)).toHaveLength(1);
  });

  test("they are told again when the rider has been heard and is silent once more", async () => {
    await settleSilentRiders();
    const later = Date.now() + 10 * MINUTE;
    const position = { seq: 9, lat: 54.32, lng: 10.13, accuracy: 10, heading: null, speed: null };
    await (await queryable())
      .update(riderShifts)
      .set({ position: { ...position, clock_offset_ms: 0, at: new Date(later).toISOString() } })
      .where(eq(riderShifts.rider_id, rita.userId));
    await settleSilentRiders(new Date(later + 6 * MINUTE));
    await settleSilentRiders(new Date(later + 7 * MINUTE));
    expect(await toldOf(ana)).toHaveLength(2);
  });
});

describe("after twelve minutes without a sign of a rider", () => {
  test("the order goes to another rider, and both the record and the rider say why", async () => {
    await silentFor(12 * MINUTE);
    const sam = await makeRider("Sam", { tenantId: store.id });
    await Promise.all([planAll(), planAll()]);
    expect(await rowOf(orderId)).toMatchObject({ rider_id: null, trip_id: null, order_status: "Preparing" });
    const page = await listDecisions(ana, orderId);
    const kinds = page?.decisions.map(({ kind, rider_id }) => [kind, rider_id]);
    expect(kinds).toEqual([
      ["offer", sam.userId],
      ["release", rita.userId],
    ]);
    const released = page?.decisions[1];
    expect(released?.reason.key).toBe("rider_silent");
    expect(released?.sentence).toBe("Nothing was heard of Rita for 12 minutes, so it is offered to others.");
    const [trip] = await (await queryable()).select().from(trips).where(eq(trips.id, tripId));
    expect(trip?.finished_at).not.toBeNull();
    expect(await toldOf(ana)).toHaveLength(1);
  });

  test("food that the rider carries stays with the rider", async () => {
    for (const step of ["at_store", "picked_up"] as const)
      expect(await takeStep(rita.userId, tripId, { step, order_id: orderId, note: "" })).toMatchObject({
        ok: true,
      });
    await silentFor(30 * MINUTE);
    await settleSilentRiders();
    await settleSilentRiders();
    expect(await rowOf(orderId)).toMatchObject({ rider_id: rita.userId, trip_id: tripId });
    expect(await toldOf(ana)).toHaveLength(1);
  });
});
