import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { queryable } from "@/lib/db/client";
import { addresses, orders } from "@/lib/db/schema/orders";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { CHANGES_AT_MOST } from "@/lib/orders/model/decide";
import { BOARD_OPEN_LIMIT } from "@/lib/orders/model/terms";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { changeOrder, concludeForgottenDeliveries } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import { getBoard, getOrder } from "@/lib/orders/server/queries";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  Object.assign(process.env, { OPEN_ORDERS_PER_STORE: "5", OPEN_ORDERS_PER_PERSON: "3" });
});

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let kitchen: TestRestaurant;
let ana: Person;
beforeAll(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

const act = (id: string, action: OrderAction, viewer = ana) => changeOrder(viewer, id, action);

describe("the open orders of a store", () => {
  test("are bounded for each person and in total, and an order that ends makes room", async () => {
    const store = await makeRestaurant();
    const staff = await makePerson("Ben", { staffOf: [store.id] });
    const [lena, mia, tom] = [await makePerson("Lena"), await makePerson("Mia"), await makePerson("Tom")];
    const first = await makeOrder(lena, store);
    for (let n = 1; n < 3; n += 1) await makeOrder(lena, store);
    expect(await placeOrder(lena, orderFor(store))).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringContaining("3 open orders"),
      current: { can_order: true },
    });
    for (let n = 0; n < 2; n += 1) await makeOrder(mia, store);
    expect(await placeOrder(tom, orderFor(store))).toMatchObject({
      ok: false,
      code: "conflict",
      message: expect.stringContaining("as many open orders as it can handle"),
    });
    expect(await placeOrder(tom, orderFor(await makeRestaurant()))).toMatchObject({ ok: true });
    await act(first.id, { name: "decline", reason: "TOO_BUSY", note: "" }, staff);
    expect(await placeOrder(tom, orderFor(store))).toMatchObject({ ok: true });
  });

  test("leave out test orders", async () => {
    const store = await makeRestaurant();
    const lena = await makePerson("Lena");
    const made = [await makeOrder(lena, store), await makeOrder(lena, store), await makeOrder(lena, store)];
    expect(await placeOrder(lena, orderFor(store))).toMatchObject({ ok: false, code: "conflict" });
    await (await queryable())
      .update(orders)
      .set({ is_test: true })
      .where(eq(orders.id, made[0]?.id ?? ""));
    expect(await placeOrder(lena, orderFor(store))).toMatchObject({ ok: true });
  });

  test("on the board are the oldest ones, however many there are", async () => {
    const store = await makeRestaurant();
    const staff = await makePerson("Ben", { staffOf: [store.id] });
    const order = await makeOrder(await makePerson("Lena"), store);
    const db = await queryable();
    await db.execute(sql`
      insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status,
        currency, items_total, delivery_fee, final_amount, total_qty, accept_by, created_at)
      select gen_random_uuid(), 'MANY-' || n, tenant_id, user_id, address_id, status, 1, payment_method, payment_status,
        currency, items_total, delivery_fee, final_amount, total_qty, accept_by, created_at + make_interval(secs => n)
      from orders, generate_series(1, ${BOARD_OPEN_LIMIT + 20}) as n where id = ${order.id}`);
    const board = await getBoard(staff, store.id);
    expect(board?.orders).toHaveLength(BOARD_OPEN_LIMIT);
    expect(board?.orders[0]?.id).toBe(order.id);
  });
});

describe("the changes of one order", () => {
  test.each<[string, OrderAction, OrderAction]>([
    ["ready and recall", { name: "ready" }, { name: "recall" }],
    ["delays", { name: "delay", minutes: 5, note: "" }, { name: "delay", minutes: 5, note: "" }],
  ])("end for %s, and the order still moves forward", async (_, one, other) => {
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    await act(order.id, { name: "accept", prep_minutes: 20 });
    const db = await queryable();
    await db
      .update(orders)
      .set({ version: CHANGES_AT_MOST - 2 })
      .where(eq(orders.id, order.id));
    expect(await act(order.id, one)).toMatchObject({ ok: true });
    expect(await act(order.id, other)).toMatchObject({ ok: true });
    expect(await act(order.id, one)).toMatchObject({
      ok: false,
      code: "conflict",
      message: "This order has been changed too often. It can only move forward now",
    });
    expect(await act(order.id, { name: "hand_over" })).toMatchObject({ ok: true });
    expect(await act(order.id, { name: "deliver" })).toMatchObject({ ok: true });
  });
});

describe("an order that is out for delivery", () => {
  async function sendOut(hoursAgo: number) {
    const lena = await makePerson("Lena");
    const order = await makeOrder(lena, kitchen);
    await act(order.id, { name: "accept", prep_minutes: 20 });
    await act(order.id, { name: "hand_over" });
    const db = await queryable();
    await db
      .update(orders)
      .set({ dispatched_at: new Date(Date.now() - hoursAgo * 3_600_000) })
      .where(eq(orders.id, order.id));
    return { id: order.id, lena };
  }

  test("ends by itself twelve hours after it left, once, and says that nobody confirmed it", async () => {
    const [forgotten, recent] = [await sendOut(12.1), await sendOut(11.9)];
    const runs = await Promise.all([concludeForgottenDeliveries(), concludeForgottenDeliveries()]);
    expect(runs[0] + runs[1]).toBe(1);
    expect(await concludeForgottenDeliveries()).toBe(0);
    const ended = await getOrder(forgotten.lena, forgotten.id);
    expect(ended).toMatchObject({ order_status: "Delivered", payment_status: "due_on_delivery" });
    expect(ended?.timeline.at(-1)).toMatchObject({ action: "conclude", actor_kind: "system" });
    expect(await getOrder(recent.lena, recent.id)).toMatchObject({ order_status: "Out for Delivery" });
    await act(recent.id, { name: "deliver" });
  });

  test("cannot be ended by a person in this way", async () => {
    const { id } = await sendOut(13);
    const request = { order_id: id, action: { name: "conclude" } };
    expect(await changeOrderCommand.execute(ana, request, undefined)).toMatchObject({
      ok: false,
      code: "invalid",
    });
    expect(await concludeForgottenDeliveries()).toBe(1);
  });
});

test("the same address is stored once for each person, however many orders name it at the same moment", async () => {
  const store = await makeRestaurant();
  const [lena, mia] = [await makePerson("Lena"), await makePerson("Mia")];
  const placed = await Promise.all(
    [lena, lena, lena, mia].map((person) => placeOrder(person, orderFor(store))),
  );
  expect(placed.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const db = await queryable();
  const stored = await db.select().from(addresses);
  expect(stored.filter(({ user_id }) => user_id === lena.userId)).toHaveLength(1);
  expect(stored.filter(({ user_id }) => user_id === mia.userId)).toHaveLength(1);
  const copy = sql`
    insert into addresses (id, user_id, line1, city, postal_code, note)
    select gen_random_uuid(), user_id, line1, city, postal_code, note from addresses limit 1`;
  await expect(db.execute(copy)).rejects.toThrow();
});

describe("a cash order", () => {
  test("is accepted up to the store's maximum, and above it only with another way to pay", async () => {
    const store = await makeRestaurant({ cash_maximum: 2_000, delivery_fee: 50 });
    const lena = await makePerson("Lena");
    const order = (quantity: number, payment_method: "cash" | "demo_card") =>
      placeOrder(
        lena,
        orderFor(store, {
          payment_method,
          items: [{ menu_item_id: store.soup, quantity, option_ids: [], note: "" }],
        }),
        { idempotencyKey: `the-key-of-${quantity}` },
      );
    expect(await order(5, "cash")).toMatchObject({ ok: true, data: { final_amount: 2_000 } });
    expect(await order(6, "cash")).toMatchObject({
      ok: false,
      code: "invalid",
      fieldErrors: { payment_method: "Test Kitchen accepts cash up to €20.00. Choose another way to pay" },
    });
    expect(await order(6, "demo_card")).toMatchObject({ ok: true });
  });

  test("has a maximum in every store", async () => {
    const store = await makeRestaurant();
    const items = [{ menu_item_id: store.soup, quantity: 99, option_ids: [], note: "" }];
    expect(await placeOrder(await makePerson("Lena"), orderFor(store, { items }))).toMatchObject({
      ok: false,
      fieldErrors: { payment_method: expect.stringContaining("accepts cash up to") },
    });
  });
});
