import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { menuItems } from "@/lib/db/schema/menu";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { channelEvents } from "@/lib/db/schema/realtime";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import {
  getBoard,
  getOrder,
  listMyOrders,
  listVisibleOrders,
  searchOrders,
} from "@/lib/orders/server/queries";
import { withDatabase } from "@/test/support/database";
import { NEVER_OPEN } from "@/test/support/intake";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let kitchen: TestRestaurant;
let lena: Person;
let ana: Person;
let ben: Person;
let stranger: Person;
let foreignStaff: Person;
let admin: Person;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  const other = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  ben = await makePerson("Ben", { staffOf: [kitchen.id] });
  stranger = await makePerson("Stranger");
  foreignStaff = await makePerson("Carla", { staffOf: [other.id] });
  admin = await makePerson("Ada", { isAdmin: true });
});

async function eventsOn(channel: string) {
  const db = await queryable();
  const rows = await db
    .select()
    .from(channelEvents)
    .where(eq(channelEvents.channel, channel))
    .orderBy(channelEvents.offset);
  return rows.map(({ offset, type, data }) => ({ offset, type, data: JSON.parse(data) }));
}

async function rowsOf(orderId: string) {
  const db = await queryable();
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  const history = await db
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.order_id, orderId))
    .orderBy(orderHistory.version);
  return { order, history };
}

describe("placing an order", () => {
  it("writes the order, its history and its events together", async () => {
    const order = await makeOrder(lena, kitchen);
    expect(order).toMatchObject({
      order_status: "Order Received",
      version: 1,
      final_amount: 2 * 390 + 290,
      total_qty: 2,
      payment_status: "due_on_delivery",
      items: [{ name: "Miso soup", quantity: 2, unit_price: 390, allergens: ["soy"] }],
      timeline: [{ action: "place", actor_name: "Lena", version: 1 }],
    });
    expect(order.order_code).toMatch(/^ORD-[2-9A-Z]{6}$/);
    const forStaff = await eventsOn(tenantOrdersChannel.name(kitchen.id));
    expect(forStaff.at(-1)).toMatchObject({
      type: "new_order",
      data: { order_id: order.id, order_code: order.order_code, order_status: "Order Received", version: 1 },
    });
    const forCustomer = await eventsOn(userChannel.name(lena.userId));
    expect(forCustomer.at(-1)).toMatchObject({
      type: "order_status_update",
      data: { order_id: order.id, version: 1, previous_status: null },
    });
  });

  it("answers with the restaurant's phone, and reads it with the order", async () => {
    const phone = "+49 40 66969 112";
    const order = await makeOrder(lena, await makeRestaurant({ phone }));
    expect(order.tenant_phone).toBe(phone);
    expect(await getOrder(lena, order.id)).toMatchObject({ tenant_phone: phone });
  });

  it("creates one order for one key under repeated and concurrent requests", async () => {
    const key = randomUUID();
    const placed = await Promise.all(
      Array.from({ length: 20 }, () => placeOrder(lena, orderFor(kitchen), { idempotencyKey: key })),
    );
    const ids = placed.map((result) => (result.ok ? result.data.id : result.message));
    expect(new Set(ids).size).toBe(1);
    const db = await queryable();
    const [count] = await db
      .select({ n: sql<string>`count(*)` })
      .from(orderHistory)
      .where(eq(orderHistory.order_id, ids[0] ?? ""));
    expect(Number(count?.n)).toBe(1);
  });

  it("refuses a key that was used for another request, but lets two people use the same key", async () => {
    const key = randomUUID();
    const first = await placeOrder(lena, orderFor(kitchen), { idempotencyKey: key });
    expect(first.ok).toBe(true);
    expect(
      await placeOrder(lena, orderFor(kitchen, { note: "more" }), { idempotencyKey: key }),
    ).toMatchObject({
      code: "key_reused",
    });
    expect(await placeOrder(stranger, orderFor(kitchen), { idempotencyKey: key })).toMatchObject({
      ok: true,
    });
  });

  it("uses the menu's price, answers a conflict when it changed, and leaves the key free", async () => {
    const db = await queryable();
    const kitchenOfToday = await makeRestaurant();
    const shown = 2 * 390 + 290;
    await db.update(menuItems).set({ price: 450 }).where(eq(menuItems.id, kitchenOfToday.soup));
    const key = randomUUID();
    const input = orderFor(kitchenOfToday, { expected_total: shown });
    expect(await placeOrder(lena, input, { idempotencyKey: key })).toMatchObject({
      code: "conflict",
      current: { total: 2 * 450 + 290, lines: [{ unit_price: 450, problem: null }] },
    });
    const keys = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
    expect(keys).toEqual([]);
    const agreed = { ...input, expected_total: 2 * 450 + 290 };
    expect(await placeOrder(lena, agreed, { idempotencyKey: key })).toMatchObject({ ok: true });
  });

  it("refuses dishes that are sold out, closed stores and unknown restaurants", async () => {
    const soldOut = [{ menu_item_id: kitchen.soldOut, quantity: 1, option_ids: [], note: "" }];
    expect(await placeOrder(lena, orderFor(kitchen, { items: soldOut }))).toMatchObject({
      code: "conflict",
      current: { lines: [{ problem: "item_unavailable" }], can_order: false },
    });
    const closed = await makeRestaurant({ hours: NEVER_OPEN });
    expect(await placeOrder(lena, orderFor(closed))).toMatchObject({ code: "conflict" });
    expect(await placeOrder(lena, orderFor(kitchen, { tenant_id: randomUUID() }))).toMatchObject({
      code: "not_found",
    });
  });

  it("keeps emoji, right-to-left text and markup as they were written", async () => {
    const note = 'No 🌶️ please — شكرا <script>alert("x")</script>';
    const order = await makeOrder(lena, kitchen, { note });
    expect((await getOrder(ana, order.id))?.note).toBe(note);
  });
});

describe("changing an order", () => {
  it("passes through all steps, with one version, actor and time for each", async () => {
    const { id } = await makeOrder(lena, kitchen, { payment_method: "demo_card" });
    const steps: OrderAction[] = [
      { name: "acknowledge" },
      { name: "accept", prep_minutes: 25 },
      { name: "delay", minutes: 5, note: "rice is on" },
      { name: "ready" },
      { name: "hand_over" },
      { name: "deliver" },
    ];
    for (const [index, action] of steps.entries())
      expect(await changeOrder(ana, id, action, { expectedVersion: index + 1 })).toMatchObject({
        ok: true,
        data: { order: { version: index + 2 }, entry: { version: index + 2, action: action.name } },
      });
    const { order, history } = await rowsOf(id);
    expect(order).toMatchObject({ order_status: "Delivered", version: 7, payment_status: "captured" });
    expect(history.map((line) => [line.version, line.action, line.actor_name])).toEqual([
      [1, "place", "Lena"],
      [2, "acknowledge", "Ana"],
      [3, "accept", "Ana"],
      [4, "delay", "Ana"],
      [5, "ready", "Ana"],
      [6, "hand_over", "Ana"],
      [7, "deliver", "Ana"],
    ]);
    const events = await eventsOn(orderChannel.name(id));
    expect(events.map((event) => event.data.version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const forCustomer = (await eventsOn(userChannel.name(lena.userId))).filter(
      (event) => event.data.order_id === id,
    );
    expect(forCustomer.map((event) => event.data.version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("accepts one of fifty concurrent requests and adds one version", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const presses = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0
        ? changeOrder(index % 4 === 0 ? ana : ben, id, { name: "accept" }, { expectedVersion: 1 })
        : changeOrder(lena, id, { name: "cancel", note: "" }, { expectedVersion: 1 }),
    );
    const results = await Promise.all(presses);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results)
      expect(result.ok ? result.data.order.version : result).toEqual(
        result.ok
          ? 2
          : expect.objectContaining({ code: "conflict", current: expect.objectContaining({ version: 2 }) }),
      );
    const { order, history } = await rowsOf(id);
    expect(order?.version).toBe(2);
    expect(history.map((line) => line.version)).toEqual([1, 2]);
  });

  it("leaves no gaps in versions and offsets after fifty concurrent changes", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await changeOrder(ana, id, { name: "accept" });
    const delays = await Promise.all(
      Array.from({ length: 50 }, () => changeOrder(ana, id, { name: "delay", minutes: 5, note: "" })),
    );
    expect(delays.every((result) => result.ok)).toBe(true);
    const { order, history } = await rowsOf(id);
    expect(order?.version).toBe(52);
    expect(history.map((line) => line.version)).toEqual(Array.from({ length: 52 }, (_, index) => index + 1));
    for (const channel of [
      orderChannel.name(id),
      userChannel.name(lena.userId),
      tenantOrdersChannel.name(kitchen.id),
    ]) {
      const offsets = (await eventsOn(channel)).map((event) => event.offset);
      expect(offsets).toEqual(offsets.map((_, index) => index + 1));
    }
  });

  it("is carried out once for many concurrent requests with one key, and all of them succeed", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await changeOrder(ana, id, { name: "accept" });
    for (const [index, name] of (["ready", "recall", "ready"] as const).entries()) {
      const idempotencyKey = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => changeOrder(ana, id, { name }, { idempotencyKey })),
      );
      for (const answer of answers)
        expect(answer).toMatchObject({ ok: true, data: { order: { version: 3 + index } } });
    }
    expect((await rowsOf(id)).order?.version).toBe(5);
  });

  it("answers a repeated key with the order, and is carried out once", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const idempotencyKey = randomUUID();
    const accept = () => changeOrder(ana, id, { name: "accept" }, { expectedVersion: 1, idempotencyKey });
    const results = await Promise.all([accept(), accept(), accept()]);
    expect(results.map((result) => result.ok)).toEqual([true, true, true]);
    expect((await rowsOf(id)).order?.version).toBe(2);
    expect(await changeOrder(ana, id, { name: "ready" }, { idempotencyKey })).toMatchObject({
      code: "key_reused",
    });
  });

  it("leaves the key free when the change is refused", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const idempotencyKey = randomUUID();
    expect(await changeOrder(ana, id, { name: "ready" }, { idempotencyKey })).toMatchObject({
      code: "conflict",
    });
    await changeOrder(ana, id, { name: "accept" });
    expect(await changeOrder(ana, id, { name: "ready" }, { idempotencyKey })).toMatchObject({ ok: true });
  });

  it("appends nothing when it is refused", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const before = await eventsOn(tenantOrdersChannel.name(kitchen.id));
    expect(await changeOrder(ana, id, { name: "deliver" })).toMatchObject({ code: "conflict" });
    expect(await eventsOn(tenantOrdersChannel.name(kitchen.id))).toEqual(before);
  });
});

describe("a person without access", () => {
  it("cannot find another person's order", async () => {
    const { id } = await makeOrder(lena, kitchen);
    for (const nobody of [stranger, foreignStaff]) {
      expect(await getOrder(nobody, id)).toBeNull();
      expect(await changeOrder(nobody, id, { name: "accept" })).toMatchObject({ code: "not_found" });
      expect((await listVisibleOrders(nobody)).orders.map((order) => order.id)).not.toContain(id);
    }
    for (const somebody of [lena, ana, ben, admin]) expect((await getOrder(somebody, id))?.id).toBe(id);
    expect(await getOrder(ana, randomUUID())).toBeNull();
    expect(await getOrder(ana, "' or 1=1 --")).toBeNull();
  });

  it("cannot take the actions of another role", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect(await changeOrder(lena, id, { name: "accept" })).toMatchObject({ code: "forbidden" });
    expect(await changeOrder(admin, id, { name: "accept" })).toMatchObject({ code: "forbidden" });
  });

  it("cannot see another store's board or history", async () => {
    for (const nobody of [stranger, foreignStaff, lena]) {
      expect(await getBoard(nobody, kitchen.id)).toBeNull();
      expect(await searchOrders(nobody, kitchen.id, {})).toBeNull();
    }
    expect((await getBoard(ana, kitchen.id))?.orders.length).toBeGreaterThan(0);
  });
});

describe("an order that is not accepted in time", () => {
  async function overdue() {
    const order = await makeOrder(lena, kitchen, { payment_method: "demo_card" });
    const db = await queryable();
    await db
      .update(orders)
      .set({ accept_by: new Date(Date.now() - 1000) })
      .where(eq(orders.id, order.id));
    return order.id;
  }
  const expired = { order_status: "Cancelled", cancel_reason: "PARTNER_TIMEOUT", payment_status: "released" };

  it("is cancelled once by the scheduled job", async () => {
    const id = await overdue();
    const [first, second] = await Promise.all([expireOverdueOrders(), expireOverdueOrders()]);
    expect(first + second).toBe(1);
    expect((await rowsOf(id)).history.map((line) => line.action)).toEqual(["place", "expire"]);
  });

  it("is cancelled when it is read, even if the scheduled job did not run", async () => {
    expect(await getOrder(lena, await overdue())).toMatchObject(expired);
    const id = await overdue();
    expect((await getBoard(ana, kitchen.id))?.orders.find((order) => order.id === id)).toMatchObject(expired);
    const own = await overdue();
    expect((await listMyOrders(lena)).orders.find((order) => order.id === own)).toMatchObject(expired);
  });

  it("can no longer be accepted, and the answer has its present state", async () => {
    expect(await changeOrder(ana, await overdue(), { name: "accept" })).toMatchObject({
      code: "conflict",
      current: expired,
    });
  });
});

describe("lists", () => {
  it("page through all orders, each once, newest first", async () => {
    const person = await makePerson("Many");
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.push((await makeOrder(person, kitchen)).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMyOrders(person, { limit: 3, cursor });
      seen.push(...page.orders.map((order) => order.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.toReversed());
  });

  it("search by code, customer and dish, and treat % as a character", async () => {
    const person = await makePerson("Zebedee");
    const order = await makeOrder(person, kitchen);
    const ids = async (search: string) =>
      (await searchOrders(ana, kitchen.id, { search }))?.orders.map((found) => found.id);
    expect(await ids(order.order_code.slice(4).toLowerCase())).toEqual([order.id]);
    expect(await ids("zebed")).toEqual([order.id]);
    expect(await ids("miso")).toContain(order.id);
    expect(await ids("%")).toEqual([]);
    expect(await searchOrders(ana, kitchen.id, { status: "Delivered", search: "zebed" })).toMatchObject({
      orders: [],
    });
  });
});

it("reports today's orders and the median time to accept on the board", async () => {
  const store = await makeRestaurant();
  const staff = await makePerson("Dora", { staffOf: [store.id] });
  const first = await makeOrder(lena, store);
  await makeOrder(lena, store);
  expect((await getBoard(staff, store.id))?.stats).toEqual({ orders_today: 2, median_accept_seconds: null });
  await changeOrder(staff, first.id, { name: "accept" });
  const { stats } = (await getBoard(staff, store.id)) ?? {};
  expect(stats?.median_accept_seconds).toBeGreaterThanOrEqual(0);
  expect(stats?.median_accept_seconds).toBeLessThan(60);
});
