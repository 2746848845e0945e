import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { makePerson, makeRestaurant } from "@/test/support/world";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { quantile } from "../support/median";
import type { OrderSearchFigures } from "./figures";

const READS = 20;
/** Orders of each statement: all at once take longer than a statement may on a busy machine. */
const SLICE = 10_000;
const STORES = 200;

/** Ids begin with their time, as those of the product do. */
const idAt = sql`(lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
  || '8' || substr(md5(random()::text), 1, 15))::uuid`;

/** Orders of three years: 200 stores, 50,000 customers, 300 dishes of which the first are the most ordered. */
async function insertOrders(orders: number): Promise<void> {
  const db = await queryable();
  const { id: store } = await makeRestaurant();
  const { userId } = await makePerson("Customer");
  await db.execute(sql`
    insert into addresses (id, user_id, line1, city, postal_code)
    values (${userId}::uuid, ${userId}::uuid, 'Quay 1', 'Port Selby', '1')`);
  for (let first = 1; first <= orders; first += SLICE) {
    const last = Math.min(orders, first + SLICE - 1);
    await db.execute(sql`
      with placed as (
        insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status,
          currency, items_total, delivery_fee, final_amount, total_qty, accept_by, delivered_at, created_at, updated_at)
        select ${idAt}, 'ORD-' || n, ${store}::uuid, ${userId}::uuid, ${userId}::uuid, 'Delivered', 5, 'cash', 'captured',
          'EUR', 2570, 290, 2860, 3, at, at, at, at
        from (
          select n, date_trunc('milliseconds', now() - make_interval(secs => 94608000.0 * (${orders} - n) / ${orders})) as at
          from generate_series(${first}::int, ${last}::int) n
        ) as old
        returning id, code, created_at
      )
      insert into order_search (order_id, created_at, words)
      select id, created_at, array_to_tsvector(array(
        select distinct word from unnest(array[
          substr(code, 5), 'customer' || (random() * 50000)::int, 'street' || (random() * 3000)::int, 'port', 'selby',
          'store' || (random() * ${STORES})::int, 'kitchen', 'rider' || (random() * 500)::int,
          'dish' || (300 * random() * random())::int, 'dish' || (300 * random() * random())::int,
          'pizza', (10000 + random() * 400)::int::text
        ]) word
      )) from placed`);
  }
  await db.execute(sql`analyze`);
}

async function timesOf(search: string): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let n = 0; n < READS + 3; n += 1) {
    const began = performance.now();
    await findOrders({ isAdmin: true }, { search });
    // The first reads fill the caches and let the code be compiled.
    if (n >= 3) times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

export function measureOrderSearch(where: Where, orders: number): Promise<OrderSearchFigures> {
  return withNewDatabase(where, (database) =>
    database.asProduct(4, async () => {
      await insertOrders(orders);
      const middle = String(Math.round(orders / 2));
      const named = [
        ["a code", `ORD-${middle}`],
        ["a customer", "customer4711"],
        ["a word of every order", "pizza"],
        ["a store and a dish", "store7 dish3"],
        ["a rare dish of one customer", "customer4711 dish250"],
        ["the beginning of a word and a code", `piz ${middle}`],
        ["words that no order has together", "customer1 customer2"],
        ["a word that no order has", "nothing"],
      ] as const;
      const searches = [];
      for (const [name, search] of named) searches.push({ name, ...(await timesOf(search)) });
      return { orders, searches };
    }),
  );
}
