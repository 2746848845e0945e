import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { changeOrder, expireOverdueOrders } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const COUNT = 1_000;
const AT_ONCE = 25;

async function inGroups<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await Promise.all(items.slice(from, from + AT_ONCE).map(run));
}

test("a thousand orders that reach their deadline, with two runners and a partner at work, end once each", async () => {
  const store = await makeRestaurant();
  const staff = await makePerson("Ana", { staffOf: [store.id] });
  const customer = await makePerson("Lena");
  const first = await makeOrder(customer, store);
  const db = await queryable();
  // Copies: a person, and a store, may have only so many open orders.
  await db.execute(sql`
    insert into orders select (jsonb_populate_record(placed, jsonb_build_object(
      'id', gen_random_uuid(), 'code', 'ORD-Z' || translate(lpad(n::text, 5, '0'), '01', 'XY')))).*
    from orders placed, generate_series(1, ${COUNT - 1}::int) n where placed.id = ${first.id}`);
  await db.execute(sql`
    insert into order_items select (jsonb_populate_record(line, jsonb_build_object(
      'id', gen_random_uuid(), 'order_id', orders.id))).*
    from order_items line, orders
    where line.order_id = ${first.id} and orders.tenant_id = ${store.id} and orders.id <> ${first.id}`);
  await db.execute(sql`
    insert into order_history select (jsonb_populate_record(line, jsonb_build_object(
      'id', nextval('order_history_id_seq'), 'order_id', orders.id))).*
    from order_history line, orders
    where line.order_id = ${first.id} and orders.tenant_id = ${store.id} and orders.id <> ${first.id}`);
  const ids = (await db.select({ id: orders.id }).from(orders).where(eq(orders.tenant_id, store.id))).map(
    ({ id }) => id,
  );
  // They run out one after the other while the runners and the partner go through them: every 4 ms, from now on.
  await db.execute(sql`
    update orders set accept_by = now() + numbered.n * interval '4 milliseconds'
    from (select id, row_number() over (order by random()) as n from orders where tenant_id = ${store.id}) numbered
    where orders.id = numbered.id`);

  let isPartnerDone = false;
  let expired = 0;
  let accepted = 0;
  const partner = async () => {
    await inGroups(ids, async (id) => {
      if ((await changeOrder(staff, id, { name: "accept" })).ok) accepted += 1;
    });
    isPartnerDone = true;
  };
  const runner = async () => {
    while (!isPartnerDone) expired += await expireOverdueOrders(eq(orders.tenant_id, store.id));
  };
  await Promise.all([runner(), partner(), runner()]);

  const ended = await db
    .select({
      id: orders.id,
      status: orders.order_status,
      reason: orders.cancel_reason,
      payment: orders.payment_status,
      version: orders.version,
    })
    .from(orders)
    .where(eq(orders.tenant_id, store.id));
  expect(ended).toHaveLength(COUNT);
  const cancelled = ended.filter(({ status }) => status === "Cancelled");
  expect(ended.filter(({ status }) => status === "Preparing")).toHaveLength(accepted);
  // The partner's own press on an order that ran out ends it, too.
  expect(cancelled).toHaveLength(COUNT - accepted);
  expect(cancelled.length).toBeGreaterThanOrEqual(expired);
  expect(cancelled.every(({ reason }) => reason === "PARTNER_TIMEOUT")).toBe(true);
  expect(ended.every(({ version }) => version === 2)).toBe(true);

  const entries = await db
    .select({ action: orderHistory.action, count: sql<number>`count(*)::int` })
    .from(orderHistory)
    .innerJoin(orders, eq(orders.id, orderHistory.order_id))
    .where(eq(orders.tenant_id, store.id))
    .groupBy(orderHistory.action);
  expect(Object.fromEntries(entries.map(({ action, count }) => [action, count]))).toEqual({
    place: COUNT,
    accept: accepted,
    expire: cancelled.length,
  });
  expect(Math.min(accepted, cancelled.length), "both ways are taken").toBeGreaterThan(0);
});
