import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as postOffer } from "@/app/api/offers/[id]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { offers, tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { offerExpired } from "@/lib/dispatch/model/events";
import { OFFER_SECONDS } from "@/lib/dispatch/model/offer";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { expireOffers, withdrawOffer } from "@/lib/dispatch/server/offers";
import { assignDirectly, releaseOrder } from "@/lib/dispatch/server/trips";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer, offerTo } from "@/test/support/riders";
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
  rita = await makeRider("Rita Rad");
  sam = await makeRider("Sam");
});

const accepted = () => makeAcceptedOrder(lena, ana, kitchen);
const byDispatcher = () => ({ id: ada.userId, name: ada.name, kind: "admin" as const });

async function causesOn(channel: string): Promise<unknown[]> {
  const { events } = await readEvents(await queryable(), channel, 0);
  return events.flatMap(({ type, data }) =>
    type === "offer_expired" ? [offerExpired.schema.parse(JSON.parse(data)).cause] : [],
  );
}

async function eventsOn(channel: string): Promise<string[]> {
  return (await readEvents(await queryable(), channel, 0)).events.map(({ type }) => type);
}

async function statusOf(offerId: string) {
  const [row] = await (await queryable()).select().from(offers).where(eq(offers.id, offerId));
  return row?.status;
}

async function orderRow(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  return row;
}

const stopsOf = async (orderId: string) =>
  (await queryable()).select().from(tripStops).where(eq(tripStops.order_id, orderId));

async function send(viewer: Viewer, offerId: string, answer: string) {
  const { token } = await createToken(viewer.userId, { name: "t", scopes: ["orders:read", "orders:write"] });
  const response = await postOffer(
    new Request(`http://localhost:3000/api/offers/${offerId}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": randomUUID(),
        Authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ answer }),
    }),
    { params: Promise.resolve({ id: offerId }) },
  );
  return { status: response.status, body: await response.json() };
}

describe("an offer", () => {
  test("names the area of the door only, and tells its rider and the fleet's dispatchers", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    expect(offer.terms.stops).toMatchObject([
      { kind: "pick_up", name: "Test Kitchen", address: "Quay 1, Port Selby" },
      { kind: "drop_off", name: "Harbour", address: null },
    ]);
    expect(JSON.stringify(offer)).not.toContain("Harbour 7");
    expect(Date.parse(offer.expires_at) - Date.parse(offer.made_at)).toBe(OFFER_SECONDS * 1_000);
    expect(await eventsOn(userChannel.name(rita.userId))).toEqual(["offer_made"]);
    expect(await eventsOn(fleetChannel.name("platform"))).toContain("offer_made");
  });

  test("is not made twice to the same rider, nor to one who is off shift, nor for an order that is not free", async () => {
    const order = await accepted();
    await mustOffer(rita, [order.id]);
    expect(await offerTo(rita, [order.id])).toBeNull();
    expect(await offerTo(await makeRider("Off", { isOnShift: false }), [order.id])).toBeNull();
    await changeOrder(ana, order.id, { name: "cancel", reason: "OTHER", note: "No gas" });
    expect(await offerTo(sam, [order.id])).toBeNull();
  });

  test("that is accepted begins a trip: the order has its rider, and everybody is told about this order alone", async () => {
    const order = await makeAcceptedOrder(lena, ana, kitchen, { tip: { amount: 100, to: "rider" } });
    const offer = await mustOffer(rita, [order.id]);
    const answered = await answerOffer(rita.userId, offer.id, "accept");
    expect(answered).toMatchObject({
      ok: true,
      data: {
        offer: { status: "taken" },
        trip: {
          rider_id: rita.userId,
          version: 1,
          metres: 2_500,
          pay: { tip: 100 },
          stops: [
            { kind: "pick_up", order_id: order.id, lines: [{ name: "Miso soup", quantity: 2 }] },
            { kind: "drop_off", name: "", note: "", place: null, address: "Harbour 7, 12345 Port Selby" },
          ],
        },
      },
    });
    expect(await orderRow(order.id)).toMatchObject({
      rider_id: rita.userId,
      rider_name: "Rita",
      rider_state: "accepted",
      order_status: "Preparing",
    });
    for (const channel of [orderChannel.name(order.id), userChannel.name(lena.userId)])
      expect(await eventsOn(channel)).toContain("trip_started");
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id))).toContain("trip_started");
    expect(await eventsOn(userChannel.name(rita.userId))).toEqual([
      "offer_made",
      "trip_started",
      "offer_taken",
    ]);
  });

  test("has the tips for the rider alone, and an order that leaves the trip takes its tip with it", async () => {
    const [first, second, third] = [
      await makeAcceptedOrder(lena, ana, kitchen, { tip: { amount: 200, to: "rider" } }),
      await makeAcceptedOrder(lena, ana, kitchen, { tip: { amount: 150, to: "rider" } }),
      await makeAcceptedOrder(lena, ana, kitchen, { tip: { amount: 900, to: "kitchen" } }),
    ];
    const offer = await mustOffer(rita, [first.id, second.id, third.id]);
    const answered = await answerOffer(rita.userId, offer.id, "accept");
    expect(answered).toMatchObject({ ok: true, data: { trip: { pay: { tip: 350 } } } });
    if (!answered.ok) return;
    const released = await transaction((tx) => releaseOrder(tx, first.id, byDispatcher(), new Date()));
    expect(released.ok).toBe(true);
    const [trip] = await (await queryable())
      .select()
      .from(trips)
      .where(eq(trips.id, answered.data.trip?.id ?? ""));
    expect(trip?.tip).toBe(150);
  });

  test("is answered once: a repeated press gives the same answer, the opposite one is refused with the offer as it stands", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    const key = randomUUID();
    const first = await answerOffer(rita.userId, offer.id, "accept", key);
    expect(await answerOffer(rita.userId, offer.id, "accept", key)).toEqual(first);
    expect(await answerOffer(rita.userId, offer.id, "accept")).toEqual(first);
    expect(await answerOffer(rita.userId, offer.id, "decline", key)).toMatchObject({ code: "key_reused" });
    expect(await send(rita, offer.id, "decline")).toMatchObject({
      status: 409,
      body: { success: false, data: { id: offer.id, status: "taken" } },
    });
  });

  test("is declined at no cost, and the order stays free", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    expect(await send(rita, offer.id, "decline")).toMatchObject({
      status: 200,
      body: { data: { offer: { status: "declined" }, trip: null } },
    });
    expect(await orderRow(order.id)).toMatchObject({ rider_id: null, rider_state: "none" });
    expect(await eventsOn(userChannel.name(rita.userId))).toEqual(["offer_made", "offer_declined"]);
  });

  test("does not exist for anybody but its rider", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    for (const other of [sam, lena, ana, ada])
      expect((await send(other, offer.id, "accept")).status).toBe(404);
    expect((await send(rita, "no-id", "accept")).status).toBe(404);
    expect(await statusOf(offer.id)).toBe("open");
  });

  test("that nobody answered in time is expired by the sweep, or by the late answer, once", async () => {
    const [one, other] = [await accepted(), await accepted()];
    const past = new Date(Date.now() - (OFFER_SECONDS + 1) * 1_000);
    const swept = await mustOffer(rita, [one.id], { now: past });
    const late = await mustOffer(sam, [other.id], { now: past });
    expect(await answerOffer(sam.userId, late.id, "accept")).toMatchObject({
      code: "conflict",
      current: { status: "expired" },
    });
    const expired = await expireOffers(new Date());
    expect(expired.map(({ id }) => id)).toEqual([swept.id]);
    expect(await expireOffers(new Date())).toEqual([]);
    expect(await eventsOn(userChannel.name(sam.userId))).toEqual(["offer_made", "offer_expired"]);
    expect(await causesOn(userChannel.name(sam.userId))).toEqual(["time"]);
    expect(await orderRow(other.id)).toMatchObject({ rider_id: null });
  });

  test("that was withdrawn stays so", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    expect(await transaction((tx) => withdrawOffer(tx, offer.id))).toMatchObject({ status: "withdrawn" });
    expect(await transaction((tx) => withdrawOffer(tx, offer.id))).toBeNull();
    expect(await causesOn(userChannel.name(rita.userId))).toEqual(["dispatch"]);
    expect(await answerOffer(rita.userId, offer.id, "accept")).toMatchObject({
      code: "conflict",
      current: { status: "withdrawn" },
    });
  });

  test("is taken by exactly one of many riders who press at once, and the others' are withdrawn", async () => {
    const order = await accepted();
    const people = await Promise.all(["A", "B", "C", "D", "E"].map((name) => makeRider(name)));
    const made = [];
    for (const rider of people) made.push(await mustOffer(rider, [order.id]));
    const answers = await Promise.all(
      made.map((offer) => answerOffer(offer.rider_id, offer.id, "accept", randomUUID())),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const states = await Promise.all(made.map(({ id }) => statusOf(id)));
    expect(states.filter((status) => status === "taken")).toHaveLength(1);
    expect(states.filter((status) => status === "withdrawn")).toHaveLength(made.length - 1);
    const causes = await Promise.all(people.map(({ userId }) => causesOn(userChannel.name(userId))));
    expect(causes.flat()).toEqual(made.slice(1).map(() => "taken"));
    expect(await stopsOf(order.id)).toHaveLength(2);
  });

  test("for an order that was cancelled meanwhile is withdrawn by the answer", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    await changeOrder(ana, order.id, { name: "cancel", reason: "OTHER", note: "No gas" });
    expect(await answerOffer(rita.userId, offer.id, "accept")).toMatchObject({
      code: "conflict",
      current: { status: "withdrawn" },
    });
    expect(await causesOn(userChannel.name(rita.userId))).toEqual(["cancelled"]);
    expect(await stopsOf(order.id)).toHaveLength(0);
  });

  test("joins the trip that has not left yet: all pick-ups come before the doors", async () => {
    const [one, other] = [await accepted(), await accepted()];
    const first = await answerOffer(rita.userId, (await mustOffer(rita, [one.id])).id, "accept");
    if (!first.ok || first.data.trip === null) throw new Error("not taken");
    const tripId = first.data.trip.id;
    expect(await offerTo(rita, [other.id])).toBeNull();
    const joining = await mustOffer(rita, [other.id], { tripId });
    const joined = await answerOffer(rita.userId, joining.id, "accept");
    expect(joined).toMatchObject({ ok: true, data: { trip: { id: tripId, version: 2 } } });
    if (!joined.ok) return;
    expect(joined.data.trip?.stops.map(({ kind, order_id }) => [kind, order_id])).toEqual([
      ["pick_up", one.id],
      ["pick_up", other.id],
      ["drop_off", one.id],
      ["drop_off", other.id],
    ]);
  });

  test("leaves nothing half when it fails in the middle", async () => {
    const order = await accepted();
    const offer = await mustOffer(rita, [order.id]);
    const db = await queryable();
    const failing = transaction(async (tx) => {
      const answered = await assignDirectly(tx, {
        riderId: rita.userId,
        orderIds: [order.id],
        actor: byDispatcher(),
        now: new Date(),
      });
      expect(answered).toMatchObject({ ok: true });
      throw new Error("killed");
    });
    await expect(failing).rejects.toThrow("killed");
    expect(await statusOf(offer.id)).toBe("open");
    expect(await orderRow(order.id)).toMatchObject({ rider_id: null, rider_state: "none" });
    expect(await db.select().from(trips).where(eq(trips.rider_id, rita.userId))).toEqual([]);
    expect(await eventsOn(userChannel.name(rita.userId))).toEqual(["offer_made"]);
  });
});

describe("dispatchers", () => {
  const assign = (rider: Viewer, ...ids: string[]) =>
    transaction((tx) =>
      assignDirectly(tx, { riderId: rider.userId, orderIds: ids, actor: byDispatcher(), now: new Date() }),
    );

  test("give orders to a rider without asking, and the open offers for them are withdrawn", async () => {
    const order = await accepted();
    const offer = await mustOffer(sam, [order.id]);
    expect(await assign(rita, order.id)).toMatchObject({ ok: true });
    expect(await statusOf(offer.id)).toBe("withdrawn");
    expect(await orderRow(order.id)).toMatchObject({ rider_id: rita.userId });
  });

  test("move an order to another rider: the first one's trip ends, and both are told", async () => {
    const order = await accepted();
    await assign(rita, order.id);
    expect(await assign(sam, order.id)).toMatchObject({ ok: true });
    const db = await queryable();
    const rows = await db
      .select()
      .from(trips)
      .where(inArray(trips.rider_id, [rita.userId, sam.userId]));
    const [hers, his] = [rita, sam].map((rider) => rows.find(({ rider_id }) => rider_id === rider.userId));
    expect(hers).toMatchObject({ finished_at: expect.any(Date), pay_base: 0, pay_distance: 0 });
    expect(his).toMatchObject({ finished_at: null });
    expect(await eventsOn(userChannel.name(rita.userId))).toEqual(["trip_started", "trip_finished"]);
    expect(await eventsOn(userChannel.name(sam.userId))).toEqual(["trip_started"]);
  });

  test("cannot load more than three orders on a rider, nor use one who is off shift; nothing changes then", async () => {
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push((await accepted()).id);
    expect(await assign(rita, ...ids)).toMatchObject({ ok: false, code: "conflict" });
    await (await queryable())
      .update(riderShifts)
      .set({ ended_at: new Date() })
      .where(eq(riderShifts.rider_id, sam.userId));
    expect(await assign(sam, ids[0] ?? "")).toMatchObject({ ok: false, code: "conflict" });
    for (const id of ids) expect(await orderRow(id)).toMatchObject({ rider_id: null });
    expect(await assign(lena, ids[0] ?? "")).toMatchObject({ ok: false, code: "not_found" });
  });

  test("take an order from its rider, who may get it back on the same trip", async () => {
    const [one, other] = [await accepted(), await accepted()];
    await assign(rita, one.id, other.id);
    const release = (id: string) => transaction((tx) => releaseOrder(tx, id, byDispatcher(), new Date()));
    expect(await release(one.id)).toEqual({ ok: true, data: null });
    expect(await release(one.id)).toMatchObject({ ok: false, code: "conflict" });
    expect(await orderRow(one.id)).toMatchObject({ rider_id: null, rider_state: "none", trip_id: null });
    expect(await assign(rita, one.id)).toMatchObject({ ok: true });
    expect((await stopsOf(one.id)).map(({ outcome }) => outcome)).toEqual([null, null]);
  });
});
