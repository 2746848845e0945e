import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { offerOrders, offers, travelCorrections, tripStops } from "@/lib/db/schema/dispatch";
import { notifications } from "@/lib/db/schema/notifications";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { riderShifts } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { dispatchChanged, tripFinished } from "@/lib/dispatch/model/events";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { planArea } from "@/lib/dispatch/server/plan/plan-area";
import { planForFleets, planForOrders } from "@/lib/dispatch/server/plan/react-to-events";
import { followOrdersOnTrips } from "@/lib/dispatch/server/react-to-orders";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { learnTravelTimes } from "@/lib/dispatch/server/travel/react-to-trips";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { notifyDispatchers, notifyMovedRiders } from "@/lib/notifications/server/react-to-dispatch";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { drain } from "@/lib/reactions/drain";
import { replay } from "@/lib/reactions/replay";
import { readEvents } from "@/lib/realtime/log/log";
import { publish } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
const REACTIONS = [planForOrders, planForFleets, learnTravelTimes, notifyDispatchers, notifyMovedRiders];

let store: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let lena: Viewer;
beforeEach(async () => {
  store = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [store.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  lena = await makePerson("Lena");
  await drain(REACTIONS, 10_000);
});

const rider = (name: string) => makeRider(name, { tenantId: store.id });
async function readyOrder() {
  const { id } = await makeAcceptedOrder(lena, ana, store);
  await changeOrder(ana, id, { name: "ready" });
  return id;
}
async function offersFor(orderId: string) {
  return (await queryable())
    .select({ id: offers.id, rider_id: offers.rider_id, status: offers.status })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .where(eq(offerOrders.order_id, orderId))
    .orderBy(asc(offers.made_at), asc(offers.id));
}
async function changesOn(fleet: string) {
  const { events } = await readEvents(await queryable(), fleetChannel.name(fleet), 0);
  return events
    .filter(({ type }) => type === "dispatch_changed")
    .map(({ data }) => dispatchChanged.schema.parse(JSON.parse(data)));
}
async function openOffer(orderId: string) {
  const offer = (await offersFor(orderId)).find(({ status }) => status === "open");
  if (offer === undefined) throw new Error("There is no open offer");
  return offer;
}
const isOffered = async (orderId: string) =>
  (await offersFor(orderId)).some(({ status }) => status === "open");
async function answerNext(orderId: string, answer: "accept" | "decline") {
  await planArea(store.id);
  const { id, rider_id } = await openOffer(orderId);
  const answered = await answerOffer(rider_id, id, answer);
  expect(answered.ok).toBe(true);
  return rider_id;
}
async function rowOf(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  if (row === undefined) throw new Error("The order is gone");
  return row;
}
async function titlesFor({ userId }: Viewer) {
  const rows = await (await queryable())
    .select({ title: notifications.title, message: notifications.message, url: notifications.action_url })
    .from(notifications)
    .where(eq(notifications.user_id, userId));
  return rows.filter(({ url }) => url?.includes("dispatch") || url === "/rider");
}
const moveTo = async ({ userId }: Viewer, lat: number) =>
  (await queryable())
    .update(riderShifts)
    .set({
      position: {
        seq: 2,
        lat,
        lng: 10.13,
        accuracy: 5,
        heading: null,
        speed: null,
        at: new Date().toISOString(),
      },
    })
    .where(eq(riderShifts.rider_id, userId));

test("admins and the staff are told once when three riders did not take an order", async () => {
  for (const name of ["Rita", "Sam", "Kim", "Tom"]) await rider(name);
  const id = await readyOrder();
  for (let n = 0; n < 2; n += 1) await answerNext(id, "decline");
  await drain(REACTIONS, 10_000);
  expect(await titlesFor(ana)).toEqual([]);
  for (let n = 0; n < 2; n += 1) await answerNext(id, "decline");
  await drain(REACTIONS, 10_000);
  const { order_code } = await rowOf(id);
  for (const [person, url] of [
    [ana, `/partner/${store.slug}/dispatch`],
    [ada, "/admin/dispatch"],
  ] as const)
    expect(await titlesFor(person)).toMatchObject([{ title: `No rider has taken ${order_code}`, url }]);
  const fleet = fleetChannel.name(store.id);
  const { head } = await readEvents(await queryable(), fleet, 0, 1);
  expect(await replay(notifyDispatchers, fleet, 0, head)).toBeGreaterThanOrEqual(4);
  expect(await titlesFor(ana)).toHaveLength(1);
});

test("admins and the staff are told once when no rider can be found for two minutes", async () => {
  const id = await readyOrder();
  const began = Date.now();
  const planAt = async (minutes: number) => {
    await planArea(store.id, new Date(began + minutes * MINUTE));
    await drain(REACTIONS, 10_000);
  };
  for (const minutes of [0, 1]) await planAt(minutes);
  expect(await titlesFor(ana)).toEqual([]);
  for (const minutes of [2.1, 2.5, 5, 9]) await planAt(minutes);
  const { order_code } = await rowOf(id);
  for (const [person, url] of [
    [ana, `/partner/${store.slug}/dispatch`],
    [ada, "/admin/dispatch"],
  ] as const)
    expect(await titlesFor(person)).toMatchObject([{ title: `No rider for ${order_code}`, url }]);
  const keys = (await listDecisions(ada, id))?.decisions.map(({ reason }) => reason.key);
  expect(keys).toEqual(["nobody_told", "nobody_on_shift"]);
});

describe("an order that another rider brings much sooner", () => {
  async function movedOrder() {
    const rita = await rider("Rita");
    await moveTo(rita, 54.37);
    const id = await readyOrder();
    await answerNext(id, "accept");
    const sam = await rider("Sam");
    await planArea(store.id);
    return { id, rita, sam };
  }

  test("is moved once, and both riders are told why", async () => {
    const { id, rita, sam } = await movedOrder();
    expect(await openOffer(id)).toMatchObject({ rider_id: sam.userId });
    expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_moves: 0 });
    await answerNext(id, "accept");
    expect(await rowOf(id)).toMatchObject({ rider_id: sam.userId, rider_moves: 1 });
    const [decision] = (await listDecisions(ada, id))?.decisions ?? [];
    expect(decision?.kind).toBe("move");
    expect(decision?.sentence).toMatch(/^Sam takes it over from Rita, which saves \d+ minutes\.$/);
    await drain(REACTIONS, 10_000);
    expect((await titlesFor(rita))[0]?.message).toMatch(/^Sam takes it over from Rita/);

    await moveTo(sam, 54.37);
    await moveTo(rita, 54.32);
    await planArea(store.id);
    expect(await rowOf(id)).toMatchObject({ rider_id: sam.userId, rider_moves: 1 });
  });

  test("has a rider all the time: the first one keeps it when the other does not want it", async () => {
    const { id, rita } = await movedOrder();
    await answerNext(id, "decline");
    await planArea(store.id);
    expect(await isOffered(id)).toBe(false);
    expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_state: "accepted", rider_moves: 0 });
  });

  test("stays with its rider when the other one does not answer in time", async () => {
    const { id, rita } = await movedOrder();
    await planArea(store.id, new Date(Date.now() + MINUTE));
    expect(await isOffered(id)).toBe(false);
    expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_moves: 0 });
  });

  test("stays with its rider who comes to the store first, and the other one is told that it is taken", async () => {
    const { id, rita, sam } = await movedOrder();
    const { trip_id } = await rowOf(id);
    const offer = await openOffer(id);
    const stepped = await takeStep(rita.userId, trip_id ?? "", { order_id: id, step: "at_store", note: "" });
    expect(stepped.ok).toBe(true);
    expect(await isOffered(id)).toBe(false);
    expect(await answerOffer(sam.userId, offer?.id ?? "", "accept")).toMatchObject({ code: "conflict" });
    expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_moves: 0 });
  });

  test("is still offered to the other one when an old hand-over, taken back since, is heard of late", async () => {
    store = await makeRiderStore({ rider_fleet: "own", delivery_by: "either" });
    ana = await makePerson("Ana", { staffOf: [store.id] });
    await drain([followOrdersOnTrips], 10_000);
    const rita = await rider("Rita");
    await moveTo(rita, 54.37);
    const id = await readyOrder();
    for (const name of ["hand_over", "undo"] as const)
      expect(await changeOrder(ana, id, { name })).toMatchObject({ ok: true });
    await answerNext(id, "accept");
    const sam = await rider("Sam");
    await planArea(store.id);
    await drain([followOrdersOnTrips], 10_000);
    expect(await openOffer(id)).toMatchObject({ rider_id: sam.userId });
  });

  test("is still offered to the other one when the first rider cannot have it yet", async () => {
    const { id, rita, sam } = await movedOrder();
    const { trip_id } = await rowOf(id);
    // The customer is asked about a dish that is sold out.
    await (await queryable())
      .update(orders)
      .set({ answer_by: new Date(Date.now() + MINUTE) })
      .where(eq(orders.id, id));
    const press = { order_id: id, step: "picked_up" as const, note: "" };
    expect(await takeStep(rita.userId, trip_id ?? "", press)).toMatchObject({ code: "conflict" });
    expect(await openOffer(id)).toMatchObject({ rider_id: sam.userId });
  });

  test("is not kept from a rider who wants it by the step of somebody else", async () => {
    const { id, sam } = await movedOrder();
    const kim = await rider("Kim");
    const other = await readyOrder();
    const own = await commands.assign_rider.execute(
      ana,
      { order_ids: [other], rider_id: kim.userId },
      undefined,
    );
    expect(own.ok).toBe(true);
    const { trip_id } = await rowOf(other);
    await takeStep(kim.userId, trip_id ?? "", { order_id: id, step: "at_store", note: "" });
    expect(await openOffer(id)).toMatchObject({ rider_id: sam.userId });
  });

  test.each(["pin_rider", "assign_rider"] as const)(
    "stays where a dispatcher wants it meanwhile, by %s",
    async (name) => {
      const { id, rita } = await movedOrder();
      if (name === "pin_rider")
        await commands.pin_rider.execute(ana, { order_id: id, rider_id: rita.userId }, undefined);
      else await commands.assign_rider.execute(ana, { order_ids: [id], rider_id: rita.userId }, undefined);
      expect(await isOffered(id)).toBe(false);
      await planArea(store.id);
      expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_moves: 0 });
    },
  );

  test("stays with its rider when a dispatcher has chosen that rider", async () => {
    const rita = await rider("Rita");
    await moveTo(rita, 54.37);
    const id = await readyOrder();
    await commands.assign_rider.execute(ana, { order_ids: [id], rider_id: rita.userId }, undefined);
    await rider("Sam");
    await planArea(store.id);
    expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_moves: 0 });
  });
});

test("a dispatcher's reason reaches the rider who loses an order, and the one who gets it", async () => {
  const [rita, sam] = [await rider("Rita"), await rider("Sam")];
  const id = await readyOrder();
  await commands.assign_rider.execute(
    ana,
    { order_ids: [id], rider_id: rita.userId, reason: "You know the house" },
    undefined,
  );
  await drain(REACTIONS, 10_000);
  const { order_code } = await rowOf(id);
  expect(await titlesFor(rita)).toMatchObject([
    {
      title: `You bring ${order_code} now`,
      message: "The dispatcher chose you. “You know the house” It is on your page.",
    },
  ]);
  await commands.assign_rider.execute(
    ana,
    { order_ids: [id], rider_id: sam.userId, reason: "Rita has a flat tyre" },
    undefined,
  );
  await drain(REACTIONS, 10_000);
  expect((await titlesFor(rita)).map(({ message }) => message)).toContain(
    "Ana assigned it to Sam. “Rita has a flat tyre” Your other orders stay as they are.",
  );
  expect(await titlesFor(sam)).toMatchObject([{ title: `You bring ${order_code} now` }]);
  expect(await titlesFor(ana)).toEqual([]);
});

test("a rider who accepts an order is not told so", async () => {
  const rita = await rider("Rita");
  const id = await readyOrder();
  await answerNext(id, "accept");
  await drain(REACTIONS, 10_000);
  expect((await rowOf(id)).rider_id).toBe(rita.userId);
  expect(await titlesFor(rita)).toEqual([]);
});

describe("the estimate of an order", () => {
  const etaOf = async (id: string) => {
    const { eta_from, eta_to } = await rowOf(id);
    return { from: eta_from?.getTime() ?? 0, to: eta_to?.getTime() ?? 0 };
  };

  test("is set by the plan, published without a line in the timeline, and left alone by the next plan", async () => {
    await rider("Rita");
    const id = await readyOrder();
    const now = Date.now();
    await planArea(store.id, new Date(now));
    const { from, to } = await etaOf(id);
    expect((from - now) / MINUTE).toBeGreaterThan(5);
    expect(to).toBeGreaterThan(from);
    expect((to - now) / MINUTE).toBeLessThan(20);
    const { version } = await rowOf(id);
    await planArea(store.id, new Date(now + 20_000));
    expect((await rowOf(id)).version).toBe(version);
    const lines = await (await queryable()).select().from(orderHistory).where(eq(orderHistory.order_id, id));
    expect(lines.map(({ action }) => action)).not.toContain("set_eta");
    const { events } = await readEvents(await queryable(), orderChannel.name(id), 0);
    const last = JSON.parse(events.filter(({ type }) => type === "order_status_update").at(-1)?.data ?? "{}");
    expect(last.changes.eta_from).toBe(new Date(from).toISOString());
  });

  test("moves with the rider who has accepted", async () => {
    const rita = await rider("Rita");
    const id = await readyOrder();
    await answerNext(id, "accept");
    await planArea(store.id);
    const near = await etaOf(id);
    await moveTo(rita, 54.35);
    await planArea(store.id);
    const far = await etaOf(id);
    expect((far.from - near.from) / MINUTE).toBeGreaterThan(10);
  });

  test("is not set where the store may bring it itself", async () => {
    const id = await readyOrder();
    await (await queryable()).update(orders).set({ delivery_by: "either" }).where(eq(orders.id, id));
    await planArea(store.id);
    expect(await rowOf(id)).toMatchObject({ eta_from: null, eta_to: null });
  });
});

test("a ride to a door teaches the travel times of its store and hour", async () => {
  await rider("Rita");
  const id = await readyOrder();
  await answerNext(id, "accept");
  const db = await queryable();
  const picked = new Date(Date.now() - 20 * MINUTE);
  const at = (kind: "pick_up" | "drop_off", values: object) =>
    db.update(tripStops).set(values).where(eq(tripStops.kind, kind));
  await at("pick_up", { done_at: picked });
  await at("drop_off", { arrived_at: new Date(picked.getTime() + 15 * MINUTE) });
  const { trip_id, order_code } = await rowOf(id);
  await transaction(async (tx) => {
    const data = {
      trip_id: trip_id ?? "",
      order_id: id,
      order_code,
      tenant_id: store.id,
      timestamp: new Date().toISOString(),
      rider: { name: "Rita", vehicle: "bicycle" as const },
      outcome: "done" as const,
    };
    publish(tx, [{ channel: tenantOrdersChannel.name(store.id), event: tripFinished, data }]);
  });
  await drain(REACTIONS, 10_000);
  const [row] = await db.select().from(travelCorrections).where(eq(travelCorrections.tenant_id, store.id));
  expect(row).toMatchObject({ measured_ms: 15 * MINUTE, legs: 1 });
  expect((row?.computed_ms ?? 0) / MINUTE).toBeCloseTo((1.79 * 1.35 * 60) / 15, 0);
});

test("a store's channel names neither orders of other stores nor riders of other fleets", async () => {
  const [one, other] = await Promise.all(
    ["One", "Other"].map(async (name) => {
      const shop = await makeRiderStore({ rider_fleet: "both" });
      const staff = await makePerson(name, { staffOf: [shop.id] });
      const { id } = await makeAcceptedOrder(lena, staff, shop);
      return { shop, id };
    }),
  );
  const paul = await makeRider("Paul");
  const ids = [one?.id ?? "", other?.id ?? ""];
  const actor = { id: ada.userId, name: ada.name, kind: "admin" } as const;
  const given = await transaction((tx) =>
    assignDirectly(tx, { riderId: paul.userId, orderIds: ids, actor, now: new Date() }),
  );
  expect(given.ok).toBe(true);
  for (const { shop, id } of [one, other].flatMap((known) => known ?? [])) {
    const told = await changesOn(shop.id);
    expect(told.flatMap(({ order_ids }) => order_ids)).toEqual([id]);
    expect(told.flatMap(({ rider_ids }) => rider_ids)).toEqual([]);
  }
  const toAdmins = (await changesOn("platform")).at(-1);
  expect(toAdmins?.order_ids.toSorted()).toEqual(ids.toSorted());
  expect(toAdmins?.rider_ids).toEqual([paul.userId]);
});
