import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { GET as getDispatch } from "@/app/api/dispatch/route";
import { GET as getDecisions } from "@/app/api/orders/[id]/dispatch/route";
import { PUT as putRider } from "@/app/api/orders/[id]/rider/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandInput, type CommandName, commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, trips } from "@/lib/db/schema/riders";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { planArea } from "@/lib/dispatch/server/plan/plan-area";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { changeOrder } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

let store: TestRestaurant;
let other: TestRestaurant;
let ana: Viewer;
let ben: Viewer;
let ada: Viewer;
let lena: Viewer;
let rita: Viewer;
let sam: Viewer;

beforeEach(async () => {
  store = await makeRiderStore({ rider_fleet: "own" });
  other = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [store.id] });
  ben = await makePerson("Ben", { staffOf: [other.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  lena = await makePerson("Lena");
  rita = await makeRider("Rita Rad", { tenantId: store.id });
  sam = await makeRider("Sam", { tenantId: store.id });
});

async function readyOrder(staff = ana, restaurant = store) {
  const placed = await makeAcceptedOrder(lena, staff, restaurant);
  await changeOrder(staff, placed.id, { name: "ready" });
  return placed.id;
}
const run = <Name extends CommandName>(viewer: Viewer, name: Name, input: CommandInput<Name>) =>
  commands[name].execute(viewer, input, undefined);
async function rowOf(id: string) {
  const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
  return row;
}
async function offersFor(orderId: string) {
  return (await queryable())
    .select({ id: offers.id, rider_id: offers.rider_id, status: offers.status })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .where(eq(offerOrders.order_id, orderId))
    .orderBy(asc(offers.made_at));
}
async function decisionsOf(id: string) {
  return (await listDecisions(ada, id))?.decisions ?? [];
}

describe("a dispatcher", () => {
  test("assigns an order, which is recorded with the reason, and the plan leaves it so", async () => {
    const id = await readyOrder();
    const assigned = await run(ana, "assign_rider", {
      order_ids: [id],
      rider_id: sam.userId,
      reason: "Knows the way",
    });
    expect(assigned).toEqual({ ok: true, data: { assigned: [id], pinned: [], refused: [] } });
    await planArea(store.id);
    expect(await rowOf(id)).toMatchObject({
      rider_id: sam.userId,
      rider_name: "Sam",
      rider_state: "accepted",
    });
    const [decision] = await decisionsOf(id);
    expect(decision).toMatchObject({
      kind: "assign",
      actor_name: "Ana",
      rider_name: "Sam",
      sentence: "Ana assigned it to Sam.",
      note: "Knows the way",
    });
    expect(await offersFor(id)).toEqual([]);
  });

  test("reassigns several orders at once", async () => {
    const ids = [await readyOrder(), await readyOrder()];
    await run(ana, "assign_rider", { order_ids: ids, rider_id: sam.userId });
    const moved = await run(ada, "assign_rider", { order_ids: ids, rider_id: rita.userId });
    expect(moved).toMatchObject({ ok: true, data: { assigned: ids.toSorted() } });
    for (const id of ids)
      expect(await rowOf(id)).toMatchObject({ rider_id: rita.userId, rider_name: "Rita" });
  });

  test("takes an order back, which is then planned anew, for somebody else", async () => {
    const id = await readyOrder();
    await run(ana, "assign_rider", { order_ids: [id], rider_id: sam.userId });
    expect(await run(ana, "assign_rider", { order_ids: [id], rider_id: null })).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ rider_id: null, pinned_rider_id: null });
    await planArea(store.id);
    expect(await offersFor(id)).toMatchObject([{ rider_id: rita.userId, status: "open" }]);
  });

  test("pins an order: the plan asks this rider alone, also against an earlier no, until the rider refuses", async () => {
    const id = await readyOrder();
    await planArea(store.id);
    const [first] = await offersFor(id);
    await answerOffer(first?.rider_id ?? "", first?.id ?? "", "decline");
    const pinned = { order_id: id, rider_id: first?.rider_id ?? "" };
    expect(await run(ana, "pin_rider", pinned)).toEqual({ ok: true, data: null });
    await planArea(store.id);
    const [, second] = await offersFor(id);
    expect(second).toMatchObject({ rider_id: first?.rider_id, status: "open" });
    expect((await decisionsOf(id))[0]).toMatchObject({
      kind: "offer",
      sentence: expect.stringMatching(/^A dispatcher chose/),
    });
    await answerOffer(second?.rider_id ?? "", second?.id ?? "", "decline");
    await planArea(store.id);
    const [, , third] = await offersFor(id);
    expect(third?.rider_id).not.toBe(first?.rider_id);
  });

  test("keeps an order for a rider whom it was taken from before, whatever other riders give back", async () => {
    const id = await readyOrder();
    await run(ada, "assign_rider", { order_ids: [id], rider_id: sam.userId });
    await run(ada, "assign_rider", { order_ids: [id], rider_id: null });
    await run(ada, "pin_rider", { order_id: id, rider_id: sam.userId });
    await run(ada, "assign_rider", { order_ids: [id], rider_id: rita.userId });
    const { trip_id } = (await rowOf(id)) ?? {};
    await run(ada, "pin_rider", { order_id: id, rider_id: sam.userId });
    expect(await leaveTrip(rita.userId, trip_id ?? "", "Flat tyre")).toMatchObject({ ok: true });
    await globalThis.platewirePlanners?.get(store.id)?.work;
    await planArea(store.id);
    expect((await offersFor(id)).filter(({ status }) => status === "open")).toMatchObject([
      { rider_id: sam.userId },
    ]);
  });

  test("recalls an offer, once, and the rider is not asked again", async () => {
    const id = await readyOrder();
    await planArea(store.id);
    const [offer] = await offersFor(id);
    const recall = { offer_id: offer?.id ?? "" };
    expect(await run(ana, "recall_offer", recall)).toEqual({ ok: true, data: null });
    expect(await run(ana, "recall_offer", recall)).toMatchObject({ ok: false, code: "conflict" });
    await planArea(store.id);
    const [, next] = await offersFor(id);
    expect(next?.rider_id).not.toBe(offer?.rider_id);
  });

  test("offers an order to all free riders at once: the first who accepts has it, the others are told", async () => {
    const id = await readyOrder();
    await planArea(store.id);
    const [before] = await offersFor(id);
    expect(await run(ana, "offer_to_all", { order_id: id })).toEqual({ ok: true, data: { asked: 2 } });
    const made = await offersFor(id);
    expect(made.find((one) => one.id === before?.id)).toMatchObject({ status: "withdrawn" });
    const open = made.filter(({ status }) => status === "open");
    expect(open.map(({ rider_id }) => rider_id).toSorted()).toEqual([rita.userId, sam.userId].toSorted());
    expect((await decisionsOf(id))[0]).toMatchObject({
      kind: "broadcast",
      actor_name: "Ana",
      sentence: "Ana offered it to 2 free riders at once: the first who takes it carries it.",
    });
    const view = await readDispatchView(ana, { tenantId: store.id });
    expect(view?.orders[0]?.asked.map(({ offer_id }) => offer_id).toSorted()).toEqual(
      open.map((one) => one.id).toSorted(),
    );
    // No plan interferes with it.
    await planArea(store.id);
    expect((await offersFor(id)).filter(({ status }) => status === "open")).toHaveLength(2);
    const ofSam = open.find(({ rider_id }) => rider_id === sam.userId);
    expect(await answerOffer(sam.userId, ofSam?.id ?? "", "accept")).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ rider_id: sam.userId, rider_state: "accepted" });
    expect((await offersFor(id)).filter(({ status }) => status === "open")).toEqual([]);
    expect(await run(ana, "offer_to_all", { order_id: id })).toMatchObject({ ok: false, code: "conflict" });
  });

  test("asks all free riders once when it is pressed again, or by two dispatchers at once", async () => {
    const id = await readyOrder();
    const pressed = await Promise.all([
      run(ana, "offer_to_all", { order_id: id }),
      run(ada, "offer_to_all", { order_id: id }),
    ]);
    expect(pressed).toEqual([1, 2].map(() => ({ ok: true, data: { asked: 2 } })));
    expect(await run(ana, "offer_to_all", { order_id: id })).toEqual({ ok: true, data: { asked: 2 } });
    expect((await offersFor(id)).map(({ status }) => status)).toEqual(["open", "open"]);
    expect((await decisionsOf(id)).filter(({ kind }) => kind === "broadcast")).toHaveLength(1);
  });

  test("asks nobody who has just declined, who has another offer or is on a trip, and is told when nobody is left", async () => {
    const [id, another] = [await readyOrder(), await readyOrder()];
    await run(ana, "assign_rider", { order_ids: [another], rider_id: sam.userId });
    expect(await run(ana, "offer_to_all", { order_id: id })).toEqual({ ok: true, data: { asked: 1 } });
    const [offer] = await offersFor(id);
    expect(offer).toMatchObject({ rider_id: rita.userId });
    await answerOffer(rita.userId, offer?.id ?? "", "decline");
    expect(await run(ana, "offer_to_all", { order_id: id })).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringContaining("No rider is free"),
    });
    expect((await offersFor(id)).filter(({ status }) => status === "open")).toEqual([]);
  });

  test("gives up the choice of a rider with it", async () => {
    const id = await readyOrder();
    await run(ana, "pin_rider", { order_id: id, rider_id: sam.userId });
    expect(await run(ana, "offer_to_all", { order_id: id })).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ pinned_rider_id: null });
  });

  test("can't give or keep an order for a rider who is off shift", async () => {
    const id = await readyOrder();
    await (await queryable())
      .update(riderShifts)
      .set({ ended_at: new Date() })
      .where(eq(riderShifts.rider_id, sam.userId));
    const refused = {
      ok: false,
      code: "conflict",
      message: "A rider who is off shift can't take orders. Start the shift first",
    };
    expect(await run(ana, "assign_rider", { order_ids: [id], rider_id: sam.userId })).toMatchObject(refused);
    expect(await run(ana, "pin_rider", { order_id: id, rider_id: sam.userId })).toMatchObject(refused);
    expect(await rowOf(id)).toMatchObject({ pinned_rider_id: null, rider_id: null });
    expect(await decisionsOf(id)).toEqual([]);
  });

  test("who drags to a rider who has left the store gives the order to the rider's next trip", async () => {
    const first = await readyOrder();
    await run(ana, "assign_rider", { order_ids: [first], rider_id: sam.userId });
    await (await queryable())
      .update(trips)
      .set({ left_at: new Date() })
      .where(eq(trips.rider_id, sam.userId));
    const id = await readyOrder();
    const given = await run(ana, "assign_rider", { order_ids: [id], rider_id: sam.userId });
    expect(given).toMatchObject({ ok: true, data: { assigned: [], pinned: [id] } });
    expect(await rowOf(id)).toMatchObject({ pinned_rider_id: sam.userId, rider_id: null });
  });

  test("is told beforehand what a rider would cost", async () => {
    const id = await readyOrder();
    const quote = await run(ana, "quote_assignment", { order_id: id, rider_id: sam.userId });
    expect(quote).toMatchObject({ ok: true, data: { is_possible: true, late_minutes: 0 } });
    expect(quote.ok && quote.data.sentence).toMatch(/^Sam would be at the door .+ That is in time\.$/);
    expect(await offersFor(id)).toEqual([]);
  });

  test("is told what another rider means for an order that somebody brings already", async () => {
    const id = await readyOrder();
    await run(ana, "assign_rider", { order_ids: [id], rider_id: rita.userId });
    const [same, other] = [
      await run(ana, "quote_assignment", { order_id: id, rider_id: rita.userId }),
      await run(ana, "quote_assignment", { order_id: id, rider_id: sam.userId }),
    ];
    for (const quote of [same, other])
      expect(quote).toMatchObject({ ok: true, data: { is_possible: true, later_minutes: 0 } });
  });
});

describe("somebody else", () => {
  const calls = (order: string, offer: string, rider: string): [CommandName, object][] => [
    ["assign_rider", { order_ids: [order], rider_id: rider }],
    ["pin_rider", { order_id: order, rider_id: rider }],
    ["recall_offer", { offer_id: offer }],
    ["offer_to_all", { order_id: order }],
    ["quote_assignment", { order_id: order, rider_id: rider }],
  ];

  test.each(["the staff of another store", "the customer", "the rider"])("is refused: %s", async (who) => {
    const viewer = { "the customer": lena, "the rider": rita }[who] ?? ben;
    const id = await readyOrder();
    await planArea(store.id);
    const [offer] = await offersFor(id);
    for (const [name, input] of calls(id, offer?.id ?? "", rita.userId))
      expect(await commands[name].execute(viewer, input, undefined)).toMatchObject({
        ok: false,
        code: "not_found",
      });
    expect(await listDecisions(viewer, id)).toBeNull();
    expect(await readDispatchView(viewer, { tenantId: store.id })).toBeNull();
    expect(await readDispatchView(viewer, "platform")).toBeNull();
    expect(await offersFor(id)).toMatchObject([{ status: "open" }]);
    expect(await rowOf(id)).toMatchObject({ rider_id: null, pinned_rider_id: null });
  });

  test("the staff of a store choose no rider of another fleet, and none where riders are the platform's", async () => {
    const paul = await makeRider("Paul");
    const id = await readyOrder();
    expect(await run(ana, "assign_rider", { order_ids: [id], rider_id: paul.userId })).toMatchObject({
      code: "not_found",
    });
    expect(await run(ada, "assign_rider", { order_ids: [id], rider_id: paul.userId })).toMatchObject({
      code: "conflict",
    });
    const served = await makeRiderStore();
    const mia = await makePerson("Mia", { staffOf: [served.id] });
    const theirs = await readyOrder(mia, served);
    expect(await run(mia, "assign_rider", { order_ids: [theirs], rider_id: paul.userId })).toMatchObject({
      code: "not_found",
    });
    expect(await run(ada, "assign_rider", { order_ids: [theirs], rider_id: paul.userId })).toMatchObject({
      ok: true,
    });
  });
});

describe("the staff of a store that has riders of its own and the platform's", () => {
  let both: TestRestaurant;
  let kim: Viewer;
  let own: Viewer;
  let paul: Viewer;
  beforeEach(async () => {
    both = await makeRiderStore({ rider_fleet: "both", dispatch_mode: "manual" });
    kim = await makePerson("Kim", { staffOf: [both.id] });
    own = await makeRider("Olga", { tenantId: both.id });
    paul = await makeRider("Paul");
  });

  test("take no order from a rider of the platform", async () => {
    const id = await readyOrder(kim, both);
    await run(ada, "assign_rider", { order_ids: [id], rider_id: paul.userId });
    for (const rider_id of [own.userId, null])
      expect(await run(kim, "assign_rider", { order_ids: [id], rider_id })).toMatchObject({
        code: "conflict",
        message: expect.stringContaining("Platewire"),
      });
    expect(await run(kim, "pin_rider", { order_id: id, rider_id: own.userId })).toMatchObject({
      code: "conflict",
    });
    expect(await rowOf(id)).toMatchObject({ rider_id: paul.userId });
    expect(await run(ada, "assign_rider", { order_ids: [id], rider_id: own.userId })).toMatchObject({
      ok: true,
    });
    expect(await run(kim, "assign_rider", { order_ids: [id], rider_id: null })).toMatchObject({ ok: true });
  });

  test("offer to their own riders alone, and withdraw nothing from the platform's", async () => {
    const id = await readyOrder(kim, both);
    expect(await run(kim, "offer_to_all", { order_id: id })).toEqual({ ok: true, data: { asked: 1 } });
    expect(await offersFor(id)).toMatchObject([{ rider_id: own.userId, status: "open" }]);
    expect(await run(ada, "offer_to_all", { order_id: id })).toMatchObject({ ok: true });
    expect(await run(kim, "offer_to_all", { order_id: id })).toMatchObject({ code: "conflict" });
    const open = (await offersFor(id)).filter(({ status }) => status === "open");
    expect(open.map(({ rider_id }) => rider_id)).toEqual(expect.arrayContaining([own.userId, paul.userId]));
  });

  test("recall no offer to one, whatever they press", async () => {
    const id = await readyOrder(kim, both);
    const offer = await mustOffer(paul, [id]);
    expect(await run(kim, "recall_offer", { offer_id: offer.id })).toMatchObject({ code: "not_found" });
    for (const rider_id of [own.userId, null])
      expect(await run(kim, "assign_rider", { order_ids: [id], rider_id })).toMatchObject({
        code: "conflict",
      });
    expect(await run(kim, "pin_rider", { order_id: id, rider_id: own.userId })).toMatchObject({
      code: "conflict",
    });
    expect(await offersFor(id)).toMatchObject([{ status: "open" }]);
  });
});

describe("the view of dispatchers", () => {
  test("has the store's orders with their decisions, and its riders with their stops", async () => {
    const assigned = await readyOrder();
    await run(ana, "assign_rider", { order_ids: [assigned], rider_id: sam.userId });
    const offered = await readyOrder();
    await planArea(store.id);
    const view = await readDispatchView(ana, { tenantId: store.id });
    const order = view?.orders.find(({ id }) => id === offered);
    expect(order).toMatchObject({ door_name: "Harbour 7", refusals: 0, decision: { actor_name: null } });
    expect(order?.decision?.candidates.length).toBeGreaterThan(0);
    expect(order?.decision?.sentence).toMatch(/\.$/);
    const rider = view?.riders.find(({ id }) => id === sam.userId);
    expect(rider).toMatchObject({
      name: "Sam",
      carries: 1,
      stops: [{ kind: "pick_up" }, { kind: "drop_off" }],
    });
    expect(rider?.stops.every(({ expected_at }) => expected_at !== null)).toBe(true);
    expect(view?.riders.map(({ id }) => id).toSorted()).toEqual([rita.userId, sam.userId].toSorted());
  });

  test("is read together by pages that read at once, and none is shown what was before its own request", async () => {
    const first = await readyOrder();
    const early = readDispatchView(ana, { tenantId: store.id });
    const second = await readyOrder();
    const late = await Promise.all([1, 2, 3].map(() => readDispatchView(ana, { tenantId: store.id })));
    for (const view of late)
      expect(view?.orders.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
    expect((await early)?.orders.map(({ id }) => id)).toContain(first);
  });

  test("has the modes of the stores, and tells who may change them", async () => {
    const mine = await readDispatchView(ana, { tenantId: store.id });
    expect(mine?.stores).toMatchObject([
      { id: store.id, delivery: { dispatch_mode: "automatic" }, may_change: true },
    ]);
    const kim = await makePerson("Kim", { staffOf: [store.id], role: "staff" });
    const theirs = await readDispatchView(kim, { tenantId: store.id });
    expect(theirs?.stores).toMatchObject([{ id: store.id, may_change: false }]);
    const served = await makeRiderStore({ dispatch_mode: "in_turn" });
    const all = await readDispatchView(ada, "platform");
    expect(all?.stores.map(({ id }) => id)).not.toContain(store.id);
    expect(all?.stores.find(({ id }) => id === served.id)).toMatchObject({
      delivery: { dispatch_mode: "in_turn" },
      may_change: true,
    });
  });

  test("of a store has nothing of other stores", async () => {
    await readyOrder(ben, other);
    const mine = await readyOrder();
    const view = await readDispatchView(ana, { tenantId: store.id });
    expect(view?.orders.map(({ id }) => id)).toEqual([mine]);
  });
});

describe("the public interface", () => {
  const URL = "http://localhost:3000/api";
  async function asking(viewer: Viewer, path: string, init: RequestInit = {}) {
    const { token } = await createToken(viewer.userId, {
      name: "t",
      scopes: ["orders:read", "orders:write"],
    });
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
    return new Request(`${URL}${path}`, { headers, ...init });
  }

  test("gives an order to a rider, lists the decisions in pages, and has the dispatcher's view", async () => {
    const id = await readyOrder();
    await planArea(store.id);
    const params = { params: Promise.resolve({ id }) };
    const body = JSON.stringify({ rider_id: sam.userId, reason: "" });
    const put = await putRider(await asking(ana, `/orders/${id}/rider`, { method: "PUT", body }), params);
    expect(await put.json()).toEqual({ success: true, data: { is_pinned: false } });

    const first = await (
      await getDecisions(await asking(ana, `/orders/${id}/dispatch?limit=1`), params)
    ).json();
    expect(first.data).toMatchObject([{ kind: "assign" }]);
    const next = `/orders/${id}/dispatch?limit=1&cursor=${first.next_cursor}`;
    const second = await (await getDecisions(await asking(ana, next), params)).json();
    expect(second).toMatchObject({ data: [{ kind: "offer", actor_name: null }], next_cursor: null });

    const view = await getDispatch(await asking(ana, `/dispatch?tenant=${store.slug}`));
    expect(await view.json()).toMatchObject({ success: true, data: { orders: [{ id, rider_name: "Sam" }] } });
    for (const viewer of [ben, lena]) {
      expect((await getDispatch(await asking(viewer, `/dispatch?tenant=${store.slug}`))).status).toBe(404);
      expect((await getDecisions(await asking(viewer, `/orders/${id}/dispatch`), params)).status).toBe(404);
      const refused = await putRider(
        await asking(viewer, `/orders/${id}/rider`, { method: "PUT", body }),
        params,
      );
      expect(refused.status).toBe(404);
    }
  });
});
