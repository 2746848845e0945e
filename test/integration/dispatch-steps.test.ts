import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { GET as getOrderRoute } from "@/app/api/orders/[id]/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { GET as listOrders, POST as postOrder } from "@/app/api/orders/route";
import { GET as getBoardRoute } from "@/app/api/tenants/[slug]/board/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { channelEvents } from "@/lib/db/schema/realtime";
import { transaction } from "@/lib/db/transaction";
import type { DispatchStep } from "@/lib/orders/model/actions/dispatch-steps";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { orderRule } from "@/lib/orders/server/channel-rules";
import { changeOrder, changeOrderByDispatch, type DispatchActor } from "@/lib/orders/server/commands";
import { readOrderForPaper } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let either: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
let ada: Viewer;
let rita: Viewer;
let sam: Viewer;
const tokens: Record<string, string> = {};

const tokenOf = async ({ userId }: Viewer) =>
  (await createToken(userId, { name: "test", scopes: ["orders:read", "orders:write"] })).token;

beforeAll(async () => {
  kitchen = await makeRestaurant({ delivery_by: "riders" });
  either = await makeRestaurant({ delivery_by: "either" });
  ana = await makePerson("Ana", { staffOf: [kitchen.id, either.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  rita = await makePerson("Rita Demo");
  sam = await makePerson("Sam Demo");
  tokens.staff = await tokenOf(ana);
  tokens.admin = await tokenOf(ada);
  tokens.rider = await tokenOf(rita);
  tokens.stranger = await tokenOf(await makePerson("Stranger"));
});

beforeEach(async () => {
  lena = await makePerson("Lena");
  tokens.customer = await tokenOf(lena);
});

const SYSTEM: DispatchActor = { id: null, name: "Platewire", kind: "system" };
const riding = ({ userId, name }: Viewer): DispatchActor => ({ id: userId, name: name ?? "", kind: "rider" });
const assignTo = ({ userId, name }: Viewer): DispatchStep => ({
  name: "assign_rider",
  rider: { id: userId, name: name ?? "", vehicle: "bicycle" },
  trip_id: randomUUID(),
});
const AT_STORE: DispatchStep = { name: "rider_at_store" };
const PICK_UP: DispatchStep = { name: "pick_up" };
const AT_DOOR: DispatchStep = { name: "rider_at_door" };
const DELIVER: DispatchStep = { name: "deliver" };
const UNDO: DispatchStep = { name: "undo_rider_step" };

const dispatch = (id: string, step: DispatchStep, actor: DispatchActor) =>
  transaction((tx) => changeOrderByDispatch(tx, id, step, actor));

/** Riders are sent to places. */
const address = {
  line1: "Harbour 7",
  city: "Port Selby",
  postal_code: "12345",
  note: "",
  lat: 54.335,
  lng: 10.14,
};

async function accepted(store = kitchen): Promise<string> {
  const { id } = await makeOrder(lena, store, { address });
  expect(await changeOrder(ana, id, { name: "accept" })).toMatchObject({ ok: true });
  return id;
}

/** Returns an order that Rita has accepted and has taken these steps of. */
async function withRita(...steps: DispatchStep[]): Promise<string> {
  const id = await accepted();
  expect(await dispatch(id, assignTo(rita), SYSTEM)).toMatchObject({ ok: true });
  for (const step of steps) expect(await dispatch(id, step, riding(rita))).toMatchObject({ ok: true });
  return id;
}

async function send(path: string, by: string, handle: Handle, init: RequestInit = {}, params: object = {}) {
  const request = new Request(`http://localhost:3000${path}`, {
    ...init,
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
      Authorization: `Bearer ${tokens[by] ?? "none"}`,
    },
  });
  const response = await handle(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}
// biome-ignore lint/suspicious/noExplicitAny: route handlers differ in their parameters
type Handle = (request: Request, context: any) => Promise<Response>;

const read = (id: string, by: string) => send(`/api/orders/${id}`, by, getOrderRoute, {}, { id });
const patch = (id: string, by: string, body: object) =>
  send(`/api/orders/${id}/status`, by, patchStatus, { method: "PATCH", body: JSON.stringify(body) }, { id });
const act = (id: string, by: string, body: object) =>
  send(`/api/orders/${id}/actions`, by, postAction, { method: "POST", body: JSON.stringify(body) }, { id });

async function rowOf(id: string) {
  const db = await queryable();
  const [order] = await db.select().from(orders).where(eq(orders.id, id));
  if (order === undefined) throw new Error(`There is no order ${id}`);
  return order;
}
async function historyOf(id: string) {
  const db = await queryable();
  return db
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.order_id, id))
    .orderBy(asc(orderHistory.version));
}
async function eventsOn(channel: string, id: string) {
  const { events } = await readEvents(await queryable(), channel, 0, 10_000);
  return events.map(({ data }) => JSON.parse(data)).filter((event) => event.order_id === id);
}

describe("steps of riders and dispatch", () => {
  it("lead an order to its door, each with a line in the history and an event to every reader", async () => {
    const id = await withRita(AT_STORE, PICK_UP, AT_DOOR, DELIVER);
    expect(await rowOf(id)).toMatchObject({
      order_status: "Delivered",
      payment_status: "captured",
      rider_id: rita.userId,
      rider_name: "Rita",
      rider_vehicle: "bicycle",
      trip_id: expect.any(String),
      version: 7,
    });
    const actions = [
      "place",
      "accept",
      "assign_rider",
      "rider_at_store",
      "pick_up",
      "rider_at_door",
      "deliver",
    ];
    const history = await historyOf(id);
    expect(history.map(({ action }) => action)).toEqual(actions);
    expect(history.at(-1)).toMatchObject({ actor_kind: "rider", actor_id: rita.userId, actor_name: "Rita" });
    for (const channel of [
      userChannel.name(lena.userId),
      tenantOrdersChannel.name(kitchen.id),
      orderChannel.name(id),
    ]) {
      const events = await eventsOn(channel, id);
      const updates = events.filter(({ changes }) => changes !== undefined);
      expect(updates.slice(-5).map(({ entry }) => entry.action)).toEqual(actions.slice(-5));
      expect(updates.at(-1).changes).toMatchObject({ rider_name: "Rita", rider_state: "at_door" });
    }
  });

  it("of one transaction are all written or none, and their events with them", async () => {
    const id = await accepted();
    await transaction<unknown>(async (tx, rollback) => {
      await changeOrderByDispatch(tx, id, assignTo(rita), SYSTEM);
      await changeOrderByDispatch(tx, id, AT_STORE, riding(rita));
      return rollback(null);
    });
    expect(await rowOf(id)).toMatchObject({ version: 2, rider_state: "none" });
    expect(await eventsOn(orderChannel.name(id), id)).toHaveLength(2);
    await transaction(async (tx) => {
      await changeOrderByDispatch(tx, id, assignTo(rita), SYSTEM);
      await changeOrderByDispatch(tx, id, AT_STORE, riding(rita));
    });
    expect(await rowOf(id)).toMatchObject({ version: 4, rider_state: "at_store" });
    expect(await eventsOn(orderChannel.name(id), id)).toHaveLength(4);
  });

  it("give an order to one of many riders who are assigned at once", async () => {
    const id = await accepted();
    const answers = await Promise.all(
      [rita, sam, rita, sam, rita].map((rider) => dispatch(id, assignTo(rider), riding(rider))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers)
      if (!answer.ok) expect(answer).toMatchObject({ code: "conflict", current: { version: 3 } });
  });

  it("are not another rider's: the order does not exist for Sam", async () => {
    const notFound = { ok: false, code: "not_found" };
    const id = await withRita();
    for (const step of [AT_STORE, PICK_UP, UNDO, { name: "release_rider" } as const])
      expect(await dispatch(id, step, riding(sam))).toMatchObject(notFound);
    const other = await accepted();
    expect(await dispatch(other, assignTo(rita), riding(sam))).toMatchObject(notFound);
    expect(await dispatch(randomUUID(), AT_STORE, riding(rita))).toMatchObject(notFound);
    expect(await rowOf(id)).toMatchObject({ version: 3 });
  });

  it.each([
    { name: "assign_rider", rider: {}, trip_id: randomUUID() },
    { name: "release_rider", reason: "" },
    { name: "rider_at_store" },
    { name: "pick_up" },
    { name: "rider_at_door" },
    { name: "fail_delivery", reason: "OTHER", note: "" },
    { name: "undo_rider_step" },
    { name: "set_eta", from: "2026-01-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
  ])("cannot be sent to the API: $name", async (step) => {
    const id = await withRita();
    for (const by of ["staff", "admin", "customer"])
      expect(await act(id, by, step)).toMatchObject({ status: 400 });
    expect(await act(id, "rider", { name: "deliver" })).toMatchObject({ status: 404 });
  });

  it("are undone only as the very last change: not after the kitchen has pressed something", async () => {
    const id = await withRita(AT_STORE);
    expect(await dispatch(id, UNDO, riding(rita))).toMatchObject({
      ok: true,
      data: { order: { rider_state: "accepted" }, entry: { action: "undo_rider_step" } },
    });
    await dispatch(id, AT_STORE, riding(rita));
    await changeOrder(ana, id, { name: "ready" });
    expect(await dispatch(id, UNDO, riding(rita))).toMatchObject({ ok: false, code: "conflict" });
    await dispatch(id, PICK_UP, riding(rita));
    await dispatch(id, DELIVER, riding(rita));
    expect(await dispatch(id, UNDO, riding(rita))).toMatchObject({
      data: { order: { order_status: "Out for Delivery", payment_status: "due_on_delivery" } },
    });
    expect(await dispatch(id, UNDO, riding(rita))).toMatchObject({ ok: false, code: "conflict" });
  });

  it("carry out a deadline that has passed first: the question about a sold-out dish, then the pick-up", async () => {
    const { id, items } = await makeOrder(lena, kitchen, {
      address,
      items: [
        { menu_item_id: kitchen.soup, quantity: 1, option_ids: [], note: "" },
        { menu_item_id: kitchen.pizza, quantity: 1, option_ids: [kitchen.classicDough], note: "" },
      ],
    });
    await changeOrder(ana, id, { name: "accept" });
    const [line] = items;
    await changeOrder(ana, id, {
      name: "mark_unavailable",
      items: [{ order_item_id: line?.id ?? "", proposal: null }],
    });
    expect(await dispatch(id, assignTo(rita), SYSTEM)).toMatchObject({ ok: true });
    expect(await dispatch(id, PICK_UP, riding(rita))).toMatchObject({ ok: false, code: "conflict" });
    const past = new Date(Date.now() - ANSWER_MINUTES * 60_000);
    const { unavailable } = await rowOf(id);
    const overdue = unavailable.map((asked) => ({ ...asked, answer_by: past.toISOString() }));
    const db = await queryable();
    await db.update(orders).set({ answer_by: past, unavailable: overdue }).where(eq(orders.id, id));
    expect(await dispatch(id, PICK_UP, riding(rita))).toMatchObject({ ok: true });
    expect((await historyOf(id)).slice(-2).map(({ action }) => action)).toEqual([
      "settle_unavailable",
      "pick_up",
    ]);
  });
});

describe("an estimate", () => {
  const ETA: DispatchStep = {
    name: "set_eta",
    from: new Date(Date.now() + 20 * 60_000).toISOString(),
    to: new Date(Date.now() + 31 * 60_000).toISOString(),
  };

  it("reaches every reader, and has no line in the history", async () => {
    const id = await accepted();
    const before = await rowOf(id);
    expect(await dispatch(id, ETA, SYSTEM)).toMatchObject({ ok: true, data: { order: { version: 3 } } });
    expect((await historyOf(id)).map(({ action }) => action)).toEqual(["place", "accept"]);
    expect((await rowOf(id)).updated_at).toEqual(before.updated_at);
    const [event] = (await eventsOn(orderChannel.name(id), id)).slice(-1);
    expect(event).toMatchObject({
      version: 3,
      estimated_delivery: { from: ETA.from, to: ETA.to },
      entry: { action: "set_eta" },
    });
    for (const by of ["customer", "staff", "admin"])
      expect(await read(id, by)).toMatchObject({
        status: 200,
        body: { data: { eta: { from: ETA.from, to: ETA.to }, rider: null } },
      });
  });

  it("overtakes nobody's press, and neither does a rider who comes, is there or drops out", async () => {
    const id = await accepted();
    await dispatch(id, ETA, SYSTEM);
    expect(await act(id, "staff", { name: "ready", version: 2 })).toMatchObject({ status: 200 });
    const moves = async () => {
      await dispatch(id, assignTo(rita), SYSTEM);
      await dispatch(id, AT_STORE, riding(rita));
      await dispatch(id, UNDO, riding(rita));
    };
    await moves();
    expect(await act(id, "staff", { name: "recall", version: 4 })).toMatchObject({ status: 200 });
    await dispatch(id, { name: "release_rider" }, riding(rita));
    expect(await act(id, "staff", { name: "delay", minutes: 5, version: 8 })).toMatchObject({ status: 200 });
    expect(await act(id, "staff", { name: "ready", version: 8 })).toMatchObject({ status: 409 });
    expect(await act(id, "staff", { name: "ready", version: 99 })).toMatchObject({ status: 409 });
    const { version } = await rowOf(id);
    await moves();
    await dispatch(id, PICK_UP, riding(rita));
    expect(await act(id, "staff", { name: "ready", version })).toMatchObject({ status: 409 });
  });

  it("does not take the undo of Ready away, nor does a rider who comes and is there", async () => {
    const id = await accepted();
    const { body } = await act(id, "staff", { name: "ready" });
    await dispatch(id, ETA, SYSTEM);
    await dispatch(id, assignTo(rita), SYSTEM);
    await dispatch(id, AT_STORE, riding(rita));
    expect(await act(id, "staff", { name: "undo", version: body.data.version })).toMatchObject({
      status: 200,
      body: { data: { ready_at: null, rider_state: "at_store" } },
    });
  });

  it("can be taken back", async () => {
    const id = await accepted();
    await dispatch(id, ETA, SYSTEM);
    expect(await dispatch(id, { name: "set_eta", from: null, to: null }, SYSTEM)).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ eta_from: null, eta_to: null });
  });

  it.each(["rider", "admin", "partner"] as const)("is not the %s's to set", async (kind) => {
    const id = await withRita();
    expect(await dispatch(id, ETA, { id: rita.userId, name: "Rita", kind })).toMatchObject({
      ok: false,
      code: "forbidden",
    });
  });
});

describe("who brings an order", () => {
  const OUT = { order_status: "Out for Delivery" };

  it("is the rider: the store can neither hand it over, nor deliver it, nor undo what the rider did", async () => {
    const id = await withRita();
    for (const refused of [await act(id, "staff", { name: "hand_over" }), await patch(id, "staff", OUT)])
      expect(refused).toMatchObject({ status: 409, body: { data: { order_status: "Preparing" } } });
    await dispatch(id, PICK_UP, riding(rita));
    for (const refused of [
      await act(id, "staff", { name: "deliver" }),
      await patch(id, "staff", { order_status: "Delivered" }),
      await act(id, "staff", { name: "undo" }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { data: { order_status: "Out for Delivery" } } });
    expect(await patch(id, "admin", { order_status: "Delivered" })).toMatchObject({ status: 200 });
  });

  it("is the store where it may be either and no rider has taken it: the store's hand-over decides it", async () => {
    const id = await accepted(either);
    expect(await patch(id, "staff", OUT)).toMatchObject({
      status: 200,
      body: { data: { delivery_by: "store" } },
    });
    expect(await dispatch(id, assignTo(rita), SYSTEM)).toMatchObject({ ok: false, code: "conflict" });
    expect(await act(id, "staff", { name: "undo" })).toMatchObject({
      status: 200,
      body: { data: { order_status: "Preparing", delivery_by: "either" } },
    });
    expect(await dispatch(id, assignTo(rita), SYSTEM)).toMatchObject({ ok: true });
    const taken = await accepted(either);
    await dispatch(taken, assignTo(rita), SYSTEM);
    expect(await act(taken, "staff", { name: "hand_over" })).toMatchObject({ status: 409 });
  });

  it("is named to everybody who may read the order", async () => {
    const id = await withRita();
    for (const by of ["customer", "staff", "admin"])
      expect(await read(id, by)).toMatchObject({
        body: { data: { rider: { name: "Rita", vehicle: "bicycle" }, eta: { from: expect.any(String) } } },
      });
    for (const by of ["stranger", "rider"]) expect(await read(id, by)).toMatchObject({ status: 404 });
  });

  it("could not hand it over: an admin cancels, and the store is not at fault", async () => {
    const id = await withRita(PICK_UP, { name: "fail_delivery", reason: "NOBODY_OPENS" });
    expect((await historyOf(id)).at(-1)).toMatchObject({ reason: "NOBODY_OPENS" });
    const cancel = { name: "cancel", reason: "CUSTOMER_UNREACHABLE" };
    expect(await act(id, "staff", cancel)).toMatchObject({ status: 409 });
    expect(await act(id, "admin", cancel)).toMatchObject({
      status: 200,
      body: { data: { cancelled_by: "admin" } },
    });
  });
});

describe("notifications", () => {
  const titlesOf = async ({ userId }: Viewer) => {
    const db = await queryable();
    const rows = await db.select().from(notifications).where(eq(notifications.user_id, userId));
    return rows.map(({ title, message }) => `${title}: ${message}`).toSorted();
  };

  it("tell the customer of the way, and the admins of a failed delivery", async () => {
    await runReactions(20_000);
    const id = await withRita(AT_STORE, PICK_UP, AT_DOOR, {
      name: "fail_delivery",
      reason: "NOBODY_OPENS",
    });
    await runReactions(20_000);
    const { order_code: code } = await rowOf(id);
    expect(await titlesOf(lena)).toEqual([
      expect.stringContaining(`${code} couldn't be handed over: Rita couldn't`),
      expect.stringContaining(`${code} is at your door: Rita is there`),
      expect.stringContaining(`${code} is on its way: Rita has picked up`),
      expect.stringContaining(`${code} placed`),
    ]);
    const ofAdmins = (await titlesOf(ada)).filter((title) => title.includes(code));
    expect(ofAdmins).toEqual([expect.stringContaining("Rita says: nobody opens")]);
    for (const viewer of [ana, rita]) expect(await titlesOf(viewer)).toEqual([]);
  });
});

describe("the PIN", () => {
  it("is shown to the order's customer while a rider is to bring it, and to nobody else", async () => {
    const id = await withRita();
    const { delivery_pin: pin } = await rowOf(id);
    expect(pin).toMatch(/^\d{4}$/);
    expect((await read(id, "customer")).body.data.delivery_pin).toBe(pin);
    for (const by of ["staff", "admin"]) expect((await read(id, by)).body.data.delivery_pin).toBeNull();
    await dispatch(id, PICK_UP, riding(rita));
    expect((await read(id, "customer")).body.data.delivery_pin).toBe(pin);
    await dispatch(id, DELIVER, riding(rita));
    expect((await read(id, "customer")).body.data.delivery_pin).toBeNull();
  });

  it("is not shown for an order that its store brings", async () => {
    const id = await accepted(either);
    expect((await read(id, "customer")).body.data.delivery_pin).toMatch(/^\d{4}$/);
    await patch(id, "staff", { order_status: "Out for Delivery" });
    expect((await read(id, "customer")).body.data.delivery_pin).toBeNull();
    const { id: own } = await makeOrder(lena, await makeRestaurant());
    expect((await read(own, "customer")).body.data.delivery_pin).toBeNull();
    expect((await rowOf(own)).delivery_pin).toMatch(/^\d{4}$/);
  });

  it("is in no field of any other answer, event, board or paper", async () => {
    const id = await withRita(AT_STORE);
    const db = await queryable();
    // Not four digits, which could be part of anything.
    const pin = "no-such-digits";
    await db.update(orders).set({ delivery_pin: pin }).where(eq(orders.id, id));
    await dispatch(id, PICK_UP, riding(rita));
    await dispatch(id, UNDO, riding(rita));
    const params = { slug: kitchen.slug };
    const answers = await Promise.all([
      read(id, "staff"),
      read(id, "admin"),
      patch(id, "staff", { order_status: "Out for Delivery" }),
      patch(id, "customer", { order_status: "Cancelled" }),
      act(id, "staff", { name: "ready" }),
      act(id, "customer", { name: "cancel" }),
      send("/api/orders", "staff", listOrders),
      send("/api/orders?mine=true", "customer", listOrders),
      send(`/api/tenants/${kitchen.slug}/board`, "staff", getBoardRoute, {}, params),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 409, 200, 409, 200, 200, 200]);
    const answered = JSON.stringify(answers);
    expect(answered).toContain(id);
    expect(answered).not.toContain(pin);
    expect(JSON.stringify(await readOrderForPaper(id))).not.toContain(pin);
    const events = await db.select({ data: channelEvents.data }).from(channelEvents);
    const ofOrder = events.filter(({ data }) => data.includes(id));
    expect(ofOrder.length).toBeGreaterThan(10);
    expect(ofOrder.filter(({ data }) => data.includes(pin) || data.includes("delivery_pin"))).toEqual([]);
  });

  it("is in the answer to its customer's order, also when that is repeated", async () => {
    const body = JSON.stringify(orderFor(kitchen, { leave_at_door: true, address }));
    const key = randomUUID();
    const place = async () => {
      const request = new Request("http://localhost:3000/api/orders", {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "Idempotency-Key": key,
          Authorization: `Bearer ${tokens.customer}`,
        },
      });
      return (await postOrder(request)).json();
    };
    const [first, repeated] = [await place(), await place()];
    expect(first.data).toMatchObject({ leave_at_door: true, delivery_pin: expect.stringMatching(/^\d{4}$/) });
    expect(repeated.data).toEqual(first.data);
  });
});

it("the order's channel is its customer's and the admins'; the store has one of its own", async () => {
  const id = await withRita();
  expect(await orderRule.mayRead(lena, [id])).toEqual([id]);
  expect(await orderRule.mayRead(ada, [id])).toEqual([id]);
  for (const viewer of [ana, rita, sam]) expect(await orderRule.mayRead(viewer, [id])).toEqual([]);
});
