import { asc, eq, inArray } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { dispatchDecisionOrders, dispatchDecisions, offerOrders, offers } from "@/lib/db/schema/dispatch";
import { addresses, orders } from "@/lib/db/schema/orders";
import { riderShifts } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { offerTermsSchema, reasonSchema } from "@/lib/dispatch/model/offer";
import { sentenceOf } from "@/lib/dispatch/model/sentence";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { readReadiness } from "@/lib/dispatch/server/plan/learn";
import { planArea } from "@/lib/dispatch/server/plan/plan-area";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { makeMaintenance } from "@/test/support/maintenance";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;

let store: TestRestaurant;
let ana: Viewer;
let lena: Viewer;

/** A store with its own riders is an area by itself. */
beforeEach(async () => {
  store = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [store.id] });
  lena = await makePerson("Lena");
});

const rider = (name: string) => makeRider(name, { tenantId: store.id });
const setMode = async (dispatch_mode: string) =>
  (await queryable()).update(tenants).set({ dispatch_mode }).where(eq(tenants.id, store.id));
const order = (over: Partial<PlaceOrder> = {}) => makeAcceptedOrder(lena, ana, store, over);
async function readyOrder(over: Partial<PlaceOrder> = {}) {
  const placed = await order(over);
  const ready = await changeOrder(ana, placed.id, { name: "ready" });
  if (!ready.ok) throw new Error(ready.message);
  return placed;
}
/** The kitchen has always taken twenty minutes. */
async function learnTwentyMinutes() {
  const db = await queryable();
  const { id } = await order();
  const [row] = await db.select().from(orders).where(eq(orders.id, id));
  if (row === undefined) throw new Error("The order is gone");
  const accepted_at = new Date(Date.now() - 24 * 60 * MINUTE);
  const ready_at = new Date(accepted_at.getTime() + 20 * MINUTE);
  const finished = { accepted_at, ready_at, delivered_at: ready_at, order_status: "Delivered" };
  await db.insert(orders).values(
    Array.from({ length: 300 }, (_, n) => ({
      ...row,
      ...finished,
      id: newId(),
      order_code: `${row.order_code}-${n}`,
    })),
  );
  await db.update(orders).set(finished).where(eq(orders.id, id));
}
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

async function offersFor(orderId: string) {
  const rows = await (await queryable())
    .select({ id: offers.id, rider_id: offers.rider_id, status: offers.status, terms: offers.terms })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .where(eq(offerOrders.order_id, orderId))
    .orderBy(asc(offers.made_at), asc(offers.id));
  return rows.map((row) => ({ ...row, terms: offerTermsSchema.parse(row.terms) }));
}
async function decisionsOf(orderId: string) {
  const rows = await (await queryable())
    .select({
      kind: dispatchDecisions.kind,
      rider_id: dispatchDecisions.rider_id,
      reason: dispatchDecisions.reason,
    })
    .from(dispatchDecisionOrders)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
    .where(eq(dispatchDecisionOrders.order_id, orderId))
    .orderBy(asc(dispatchDecisions.at), asc(dispatchDecisions.id));
  return rows.map((row) => ({ ...row, reason: reasonSchema.parse(row.reason) }));
}
async function latest(orderId: string) {
  const decision = (await decisionsOf(orderId)).at(-1);
  return decision && { kind: decision.kind, rider_id: decision.rider_id, key: decision.reason.key };
}
const openRiders = async (orderId: string) =>
  (await offersFor(orderId)).flatMap(({ status, rider_id }) => (status === "open" ? [rider_id] : []));

describe("the plan of an area", () => {
  test("offers food that is ready to a rider at once, and says everything first", async () => {
    const rita = await rider("Rita Rad");
    const { id } = await readyOrder();
    await planArea(store.id);
    const [offer] = await offersFor(id);
    expect(offer).toMatchObject({ rider_id: rita.userId, status: "open" });
    expect(offer?.terms).toMatchObject({
      currency: "EUR",
      tip: 0,
      wait_minutes: 0,
      reason: { key: "only_rider", values: { rider: "Rita" } },
      stops: [
        { kind: "pick_up", name: "Test Kitchen" },
        { kind: "drop_off", name: "Harbour", address: null },
      ],
    });
    expect(offer?.terms.metres).toBeGreaterThan(2_000);
    expect(offer?.terms.pay).toBeGreaterThan(400);
    expect(await latest(id)).toEqual({ kind: "offer", rider_id: rita.userId, key: "only_rider" });
  });

  test.each([
    ["rider", 180],
    ["kitchen", 0],
  ] as const)("tells the rider of a tip for the %s before the answer: %i", async (to, tip) => {
    await rider("Rita Rad");
    const { id } = await readyOrder({ tip: { amount: 180, to } });
    await planArea(store.id);
    expect((await offersFor(id)).map(({ terms }) => terms.tip)).toEqual([tip]);
  });

  test("makes no offer while dispatch is stopped or maintenance lasts, and makes it afterwards", async () => {
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    const admin = await makePerson("Ada", { isAdmin: true });
    const stop = { name: "dispatch", is_stopped: true, reason: "The map is wrong" } as const;
    await commands.set_switch.execute(admin, stop, undefined);
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    await commands.set_switch.execute(admin, { name: "dispatch", is_stopped: false }, undefined);
    const maintenance = await makeMaintenance(-1, 10);
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    await commands.withdraw_broadcast.execute(admin, { id: maintenance }, undefined);
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([rita.userId]);
  });

  test("holds an order while the kitchen cooks, and offers it when the rider should leave", async () => {
    await learnTwentyMinutes();
    const rita = await rider("Rita");
    const { id } = await order();
    const { nextAt } = await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    expect(await latest(id)).toEqual({ kind: "hold", rider_id: rita.userId, key: "waits_for_kitchen" });
    const minutesLeft = ((nextAt ?? 0) - Date.now()) / MINUTE;
    expect(minutesLeft).toBeGreaterThan(12);
    expect(minutesLeft).toBeLessThan(19);
    await planArea(store.id, inMinutes(10));
    expect(await openRiders(id)).toEqual([]);
    await planArea(store.id, inMinutes(minutesLeft + 1));
    expect(await openRiders(id)).toEqual([rita.userId]);
  });

  test("believes the kitchen: an estimate moves with a delay, and goes when nothing supports it", async () => {
    await rider("Rita");
    const { id } = await order();
    const etaOf = async () => {
      const [row] = await (await queryable()).select().from(orders).where(eq(orders.id, id));
      if (row === undefined) throw new Error("The order is gone");
      return row;
    };
    await planArea(store.id);
    const before = await etaOf();
    // The kitchen's twenty minutes and the way: by what is known of kitchens, it would be fifteen.
    expect(before.eta_to?.getTime()).toBeGreaterThan(Date.now() + 24 * MINUTE);
    expect(await changeOrder(ana, id, { name: "delay", minutes: 20, note: "" })).toMatchObject({
      ok: true,
      data: { order: { eta_from: null, eta_to: null } },
    });
    await planArea(store.id);
    const after = await etaOf();
    expect(Number(after.eta_to) - Number(before.eta_to)).toBeGreaterThan(19 * MINUTE);
    await (await queryable())
      .update(addresses)
      .set({ lat: null, lng: null })
      .where(eq(addresses.id, after.address_id));
    await planArea(store.id);
    expect(await etaOf()).toMatchObject({ eta_from: null, eta_to: null });
  });

  test("writes a decision only when it differs from the one before", async () => {
    await rider("Rita");
    const { id } = await order();
    for (let n = 0; n < 3; n += 1) await planArea(store.id);
    expect(await decisionsOf(id)).toHaveLength(1);
  });

  test("asks the next rider after a no, and nobody twice", async () => {
    const riders = [await rider("Rita"), await rider("Sam")].map(({ userId }) => userId);
    const { id } = await readyOrder();
    const asked: (string | undefined)[] = [];
    for (let n = 0; n < 2; n += 1) {
      await planArea(store.id);
      const offer = (await offersFor(id)).find(({ status }) => status === "open");
      asked.push(offer?.rider_id);
      const declined = await answerOffer(offer?.rider_id ?? "", offer?.id ?? "", "decline");
      expect(declined.ok).toBe(true);
    }
    expect(asked.toSorted()).toEqual(riders.toSorted());
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    expect(await latest(id)).toEqual({ kind: "postpone", rider_id: null, key: "nobody_can" });
  });

  test("asks a rider again some minutes after a no", async () => {
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    await planArea(store.id);
    const [offer] = await offersFor(id);
    await answerOffer(rita.userId, offer?.id ?? "", "decline");
    await planArea(store.id, inMinutes(8));
    expect(await openRiders(id)).toEqual([]);
    await planArea(store.id, inMinutes(11));
    expect(await openRiders(id)).toEqual([rita.userId]);
  });

  test("asks a rider again from whom a dispatcher took the order, after a few minutes", async () => {
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    for (const rider_id of [rita.userId, null])
      await commands.assign_rider.execute(ana, { order_ids: [id], rider_id }, undefined);
    // The plan that the dispatcher's press has asked for.
    await globalThis.platewirePlanners?.get(store.id)?.work;
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    await planArea(store.id, inMinutes(6));
    expect(await openRiders(id)).toEqual([rita.userId]);
  });

  test("writes no decision for each plan that goes back and forth between two riders", async () => {
    await setMode("manual");
    const riders = [await rider("Rita"), await rider("Sam")];
    const { id } = await readyOrder();
    const began = Date.now();
    const planWithFar = async (far: number, seconds: number) => {
      const db = await queryable();
      for (const [n, { userId }] of riders.entries())
        await db
          .update(riderShifts)
          .set({
            position: {
              ...{ seq: 1, lat: n === far ? 54.36 : 54.32, lng: 10.13, accuracy: 5 },
              ...{ heading: null, speed: null, at: new Date().toISOString() },
            },
          })
          .where(eq(riderShifts.rider_id, userId));
      await planArea(store.id, new Date(began + seconds * 1_000));
    };
    for (let n = 0; n < 4; n += 1) await planWithFar(n % 2, n * 10);
    expect(await decisionsOf(id)).toHaveLength(1);
    await planWithFar(0, 70);
    await planWithFar(1, 80);
    expect((await decisionsOf(id)).map(({ rider_id }) => rider_id)).toEqual([
      riders[1]?.userId,
      riders[0]?.userId,
    ]);
  });

  test("writes at once whom an order waits for when the rider of the decision before has left", async () => {
    await setMode("manual");
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    await planArea(store.id);
    const sam = await rider("Sam");
    await commands.set_shift.execute(rita, { on: false }, undefined);
    await planArea(store.id, new Date(Date.now() + 10_000));
    expect((await decisionsOf(id)).map(({ rider_id }) => rider_id)).toEqual([rita.userId, sam.userId]);
  });

  test("asks the next rider when nobody answers in time, and the first one again after a while", async () => {
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    await planArea(store.id);
    await planArea(store.id, inMinutes(1));
    expect((await offersFor(id)).map(({ status }) => status)).toEqual(["expired"]);
    expect(await latest(id)).toMatchObject({ kind: "postpone" });
    await planArea(store.id, inMinutes(7));
    expect(await openRiders(id)).toEqual([rita.userId]);
  });

  test("withdraws an offer of an order that the store has cancelled", async () => {
    await rider("Rita");
    const { id } = await readyOrder();
    await planArea(store.id);
    const cancelled = await changeOrder({ ...ana, isAdmin: true }, id, {
      name: "cancel",
      reason: "OTHER",
      note: "Closed",
    });
    expect(cancelled.ok).toBe(true);
    await planArea(store.id);
    expect((await offersFor(id)).map(({ status }) => status)).toEqual(["withdrawn"]);
  });

  test("asks a rider who has an offer nothing else", async () => {
    await rider("Rita");
    const first = await readyOrder();
    await planArea(store.id);
    const second = await readyOrder();
    await planArea(store.id);
    expect(await openRiders(first.id)).toHaveLength(1);
    expect(await openRiders(second.id)).toEqual([]);
    expect(await latest(second.id)).toMatchObject({ kind: "hold", key: "waits_for_answer" });
  });

  test("tells that nobody knows where the door is", async () => {
    await rider("Rita");
    const { id, address_id } = await readyOrder();
    await (await queryable())
      .update(addresses)
      .set({ lat: null, lng: null })
      .where(eq(addresses.id, address_id));
    await planArea(store.id);
    expect(await latest(id)).toEqual({ kind: "postpone", rider_id: null, key: "no_place" });
  });

  test("tells that no rider is on shift, and leaves an order alone that the store may bring itself", async () => {
    const { id } = await readyOrder();
    const other = await readyOrder();
    await (await queryable()).update(orders).set({ delivery_by: "either" }).where(eq(orders.id, other.id));
    await planArea(store.id);
    expect(await latest(id)).toEqual({ kind: "postpone", rider_id: null, key: "nobody_on_shift" });
    expect(await decisionsOf(other.id)).toEqual([]);
    const rita = await rider("Rita");
    await planArea(store.id);
    expect([...(await openRiders(id)), ...(await openRiders(other.id))]).toContain(rita.userId);
  });

  test("gives orders of a store with its own fleet to no rider of the platform", async () => {
    await makeRider("Paul");
    const { id } = await readyOrder();
    await planArea(store.id);
    await planArea("platform");
    expect(await offersFor(id)).toEqual([]);
  });

  test("has a sentence for each of its reasons", async () => {
    const rows = await (await queryable())
      .select({ reason: dispatchDecisions.reason })
      .from(dispatchDecisions);
    expect(rows.length).toBeGreaterThan(5);
    for (const { reason } of rows)
      expect(sentenceOf(reasonSchema.parse(reason), "dispatcher")).not.toMatch(/[{}]/);
  });
});

describe("the mode of a store", () => {
  test("manual: nobody is asked, and dispatchers see who would be best", async () => {
    await setMode("manual");
    const rita = await rider("Rita");
    const { id } = await readyOrder();
    await planArea(store.id);
    expect(await offersFor(id)).toEqual([]);
    expect(await latest(id)).toEqual({ kind: "hold", rider_id: rita.userId, key: "suggested" });
  });

  test("in turn: the best rider is asked at once, although the kitchen cooks, and the next after a no", async () => {
    await setMode("in_turn");
    await rider("Rita");
    await rider("Sam");
    const { id } = await order();
    await planArea(store.id);
    const [first] = await offersFor(id);
    expect(await latest(id)).toMatchObject({ kind: "offer", key: "next_in_turn" });
    await answerOffer(first?.rider_id ?? "", first?.id ?? "", "decline");
    await planArea(store.id);
    const [, second] = await offersFor(id);
    expect(second?.status).toBe("open");
    expect(second?.rider_id).not.toBe(first?.rider_id);
  });

  test("broadcast: all suitable riders are asked at once, eight at most, and the first one wins", async () => {
    await setMode("broadcast");
    for (let n = 0; n < 10; n += 1) await rider(`Rider ${n}`);
    const { id } = await readyOrder();
    await planArea(store.id);
    const asked = await offersFor(id);
    expect(asked).toHaveLength(8);
    expect(asked[0]?.terms.reason).toEqual({ key: "broadcast", values: { riders: 8 } });
    const answers = await Promise.all(asked.map((offer) => answerOffer(offer.rider_id, offer.id, "accept")));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await offersFor(id)).map(({ status }) => status).toSorted()).toEqual([
      "taken",
      ...Array.from({ length: 7 }, () => "withdrawn"),
    ]);
    await planArea(store.id);
    expect(await offersFor(id)).toHaveLength(8);
  });
});

test.each(["broadcast", "in_turn", "automatic"])(
  "nobody is asked whose shift would end long before the door (%s)",
  async (mode) => {
    await setMode(mode);
    const { userId } = await rider("Rita");
    const { id } = await readyOrder();
    const end = async (minutes: number) =>
      (await queryable())
        .update(riderShifts)
        .set({ ends_at: inMinutes(minutes) })
        .where(eq(riderShifts.rider_id, userId));
    await end(-60);
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([]);
    expect(await latest(id)).toMatchObject({ kind: "postpone", key: "nobody_can" });
    await end(10);
    await planArea(store.id);
    expect(await openRiders(id)).toEqual([userId]);
  },
);

describe("two planners at once", () => {
  test.each(["automatic", "broadcast"])("do nothing twice (%s)", async (mode) => {
    await setMode(mode);
    const riders = await Promise.all(["Rita", "Sam", "Kim"].map(rider));
    const placed = [await readyOrder(), await readyOrder()];
    await Promise.all(Array.from({ length: 4 }, () => planArea(store.id)));
    const asked = await (await queryable())
      .select({ rider_id: offers.rider_id })
      .from(offers)
      .where(
        inArray(
          offers.rider_id,
          riders.map(({ userId }) => userId),
        ),
      );
    const ids = asked.map(({ rider_id }) => rider_id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of placed) {
      const made = (await decisionsOf(id)).filter(({ kind }) => kind === "offer");
      expect(made.length).toBeLessThanOrEqual(1);
    }
  });
});

test("a rider off shift gets no offer", async () => {
  const rita = await rider("Rita");
  const { id } = await readyOrder();
  await (await queryable())
    .update(riderShifts)
    .set({ ended_at: new Date() })
    .where(eq(riderShifts.rider_id, rita.userId));
  await planArea(store.id);
  expect(await offersFor(id)).toEqual([]);
});

test("test orders teach nothing about how long a kitchen takes", async () => {
  const medianAfter = async (isTest: boolean) => {
    const kitchen = await makeRiderStore({ rider_fleet: "own" });
    const staff = await makePerson("Ana", { staffOf: [kitchen.id] });
    const db = await queryable();
    const { id } = await makeAcceptedOrder(await makePerson("Lena"), staff, kitchen);
    const accepted = Date.now() - 150 * 60_000;
    await db
      .update(orders)
      .set({
        ...{ is_test: isTest, order_status: "Delivered", accepted_at: new Date(accepted) },
        ...{ ready_at: new Date(accepted + 140 * 60_000), delivered_at: new Date() },
      })
      .where(eq(orders.id, id));
    const readiness = await readReadiness(db, kitchen.id, new Date());
    return readiness({ storeId: kitchen.id, hour: 12, dishes: 2 })[5] ?? 0;
  };
  const [known, taught] = [await medianAfter(true), await medianAfter(false)];
  expect(taught).toBeGreaterThan(known);
});
