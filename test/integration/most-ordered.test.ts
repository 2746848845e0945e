import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/server/load-viewer";
import { database, queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { orderItems, orders } from "@/lib/db/schema/orders";
import { listMostOrdered } from "@/lib/menu/server/most-ordered";
import { listDishNames, listStorefronts } from "@/lib/menu/server/storefronts";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  process.env.OPEN_ORDERS_PER_PERSON = "0";
});

withDatabase();

let lena: Viewer;
beforeAll(async () => {
  lena = await makePerson("Lena");
});

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Orders the soup or the pizza this many times, each in an order of its own. */
async function orderTimes(store: TestRestaurant, dish: "soup" | "pizza", times: number): Promise<string[]> {
  const option_ids = dish === "pizza" ? [store.classicDough] : [];
  const items = [{ menu_item_id: store[dish], quantity: 1, option_ids, note: "" }];
  const ids = [];
  for (let n = 0; n < times; n += 1) ids.push((await makeOrder(lena, store, { items })).id);
  return ids;
}

async function change(ids: readonly string[], fields: Partial<typeof orders.$inferInsert>) {
  const db = await queryable();
  await db
    .update(orders)
    .set(fields)
    .where(inArray(orders.id, [...ids]));
}

const ofStore = async (store: TestRestaurant, now?: number) =>
  (await listMostOrdered([store.id], now)).get(store.id);

test("dishes are listed by the number of orders that hold them", async () => {
  const store = await makeRestaurant();
  await orderTimes(store, "soup", 3);
  await orderTimes(store, "pizza", 4);
  expect(await ofStore(store)).toEqual([store.pizza, store.soup]);
});

test("a dish in fewer than three orders is not listed, however many portions they have", async () => {
  const store = await makeRestaurant();
  for (let n = 0; n < 2; n += 1)
    await makeOrder(lena, store, {
      items: [{ menu_item_id: store.soup, quantity: 40, option_ids: [], note: "" }],
    });
  expect(await ofStore(store)).toEqual([]);
});

test("cancelled orders and those of more than 30 days ago do not count", async () => {
  const store = await makeRestaurant();
  await change((await orderTimes(store, "soup", 3)).slice(0, 1), { order_status: "Cancelled" });
  const old = await orderTimes(store, "pizza", 3);
  await change(old.slice(0, 1), { created_at: new Date(Date.now() - 31 * DAY_MS) });
  expect(await ofStore(store)).toEqual([]);
});

test("a dish that was sold out after all counts for what was made instead", async () => {
  const store = await makeRestaurant();
  const ids = [...(await orderTimes(store, "soup", 6)), ...(await orderTimes(store, "pizza", 2))];
  const db = await queryable();
  const settled = async (id: string, choice: "replace" | "remove" | null) => {
    const [line] = await db.select({ id: orderItems.id }).from(orderItems).where(eq(orderItems.order_id, id));
    const proposal = { menu_item_id: store.pizza, name: "Margherita", amount: 390, allergens: [] };
    await change([id], { unavailable: [{ order_item_id: line?.id ?? id, choice, proposal }] });
  };
  const [replaced, removed, alsoRemoved, asked] = ids;
  await settled(replaced ?? "", "replace");
  await settled(removed ?? "", "remove");
  await settled(alsoRemoved ?? "", "remove");
  await settled(asked ?? "", null);
  // Three soups remain, of which one is asked about, and the pizzas are three with the replacement.
  const listed = await ofStore(store);
  expect(listed?.toSorted()).toEqual([store.pizza, store.soup].toSorted());
  await settled(asked ?? "", "remove");
  expect(await ofStore(store, Date.now() + 11 * 60_000)).toEqual([store.pizza]);
});

test("the orders of one restaurant do not count for another", async () => {
  const [one, other] = [await makeRestaurant(), await makeRestaurant()];
  await orderTimes(one, "soup", 3);
  const found = await listMostOrdered([one.id, other.id]);
  expect(found.get(one.id)).toEqual([one.soup]);
  expect(found.get(other.id)).toEqual([]);
});

describe("the list is kept", () => {
  test("for ten minutes, without another statement", async () => {
    const store = await makeRestaurant();
    await orderTimes(store, "soup", 3);
    const now = Date.now();
    await ofStore(store, now);
    await orderTimes(store, "pizza", 4);
    const { statistics } = await database();
    const before = statistics().sent;
    expect(await ofStore(store, now + 9 * 60_000)).toEqual([store.soup]);
    expect(statistics().sent).toBe(before);
    expect(await ofStore(store, now + 11 * 60_000)).toEqual([store.pizza, store.soup]);
  });

  test("for one minute while it is empty", async () => {
    const store = await makeRestaurant();
    const now = Date.now();
    expect(await ofStore(store, now)).toEqual([]);
    await orderTimes(store, "soup", 3);
    expect(await ofStore(store, now + 59_000)).toEqual([]);
    expect(await ofStore(store, now + 61_000)).toEqual([store.soup]);
  });
});

test("the list of restaurants takes two statements while the most ordered dishes are known", async () => {
  const store = await makeRestaurant({ name: "Storefront" });
  await orderTimes(store, "soup", 3);
  await listStorefronts();
  const { statistics } = await database();
  const before = statistics().sent;
  const fronts = await listStorefronts();
  expect(statistics().sent - before).toBe(2);
  const front = fronts.find(({ tenant }) => tenant.id === store.id);
  expect(front).toMatchObject({ favourite: { name: "Miso soup", price: 390 }, glyphs: ["pizza", "soup"] });
});

test("a dish is on show and found again once its time is over, although nobody turned it on", async () => {
  const store = await makeRestaurant();
  await orderTimes(store, "soup", 3);
  const shown = async () => ({
    names: (await listDishNames([store.id], "soup")).get(store.id)?.includes("Miso soup"),
    favourite: (await listStorefronts()).find(({ tenant }) => tenant.id === store.id)?.favourite?.name,
  });
  const offUntil = async (until: number) => {
    const db = await queryable();
    const off = { available: false, available_until: new Date(Date.now() + until) };
    await db.update(menuItems).set(off).where(eq(menuItems.id, store.soup));
  };
  await offUntil(60_000);
  expect(await shown()).toEqual({ names: false, favourite: undefined });
  await offUntil(-60_000);
  expect(await shown()).toEqual({ names: true, favourite: "Miso soup" });
});

test("a dish that is searched for is found among more than 10,000 of all restaurants, and the rest is always the same", async () => {
  const [crowd, small] = [await makeRestaurant(), await makeRestaurant()];
  const db = await queryable();
  const copies = (store: TestRestaurant, name: string, position: number, count: number) =>
    db.execute(sql`
    insert into menu_items (id, tenant_id, category_id, name, price, position)
    select gen_random_uuid(), tenant_id, category_id, ${name}::text || n, 100, ${position}::int
    from menu_items, generate_series(1, ${count}::int) as n where id = ${store.soup}::uuid`);
  await copies(crowd, "Filler ", 0, 10_100);
  await copies(small, "Crème Zebra ", 99, 1);
  const ids = [crowd.id, small.id];
  for (const search of ["zebra", "CRÈME", "  crème   zebra "])
    expect((await listDishNames(ids, search)).get(small.id), search).toContain("Crème Zebra 1");
  const cut = await listDishNames(ids, "nothing");
  expect([...cut.values()].flat()).toHaveLength(10_000);
  expect(cut.get(small.id) ?? []).not.toContain("Crème Zebra 1");
  await db.execute(sql`update menu_items set price = price + 1 where tenant_id = ${crowd.id}::uuid`);
  expect(await listDishNames(ids, "nothing")).toEqual(cut);
});
