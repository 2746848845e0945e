import { sql } from "drizzle-orm";
import { dayOf } from "@/lib/board/model/columns";
import { queryable } from "@/lib/db/client";
import { figureDays } from "@/lib/db/schema/figures";
import { readFigures, readFiguresPage } from "@/lib/figures/server/queries";
import { readStore } from "@/lib/figures/server/store";
import { makePerson, makeRestaurant } from "@/test/support/world";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { quantile } from "../support/median";
import type { StoreFigures } from "./figures";

const READS = 40;
const LINES = 3;

/**
 * Inserts orders of the last `days` days, evenly from now on backwards, with an order of another store between each two,
 * as in a database of many stores. Every twentieth is cancelled, every tenth was late.
 */
export async function insertOrders(
  store: string,
  other: string,
  orders: number,
  days: number,
): Promise<void> {
  const db = await queryable();
  const { userId } = await makePerson("Customer");
  await db.execute(sql`
    insert into addresses (id, user_id, line1, city, postal_code)
    values (${userId}::uuid, ${userId}::uuid, 'Quay 1', 'Port Selby', '1')`);
  await db.execute(sql`
    insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status, currency,
      items_total, delivery_fee, final_amount, total_qty, search_text, accept_by, acknowledged_at, accepted_at, prep_minutes,
      promised_at, ready_at, dispatched_at, delivered_at, cancelled_at, cancelled_by, cancel_reason, created_at, updated_at)
    select gen_random_uuid(), right(${store}, 12) || '-' || n || '-' || s.place, s.id, ${userId}::uuid, ${userId}::uuid,
      case when n % 20 = 0 then 'Cancelled' else 'Delivered' end, 5, 'cash',
      case when n % 20 = 0 then 'released' else 'captured' end, 'EUR', 2570, 290, 2860, 3,
      'ord-' || n || ' lena moreau miso soup margherita sea urchin', at + interval '8 min', at + interval '20 s',
      at + make_interval(secs => 20 + n % 200), 20, at + interval '36 min', at + interval '18 min', at + interval '20 min',
      case when n % 20 <> 0 then at + make_interval(mins => case when n % 10 = 1 then 40 else 30 end) end,
      case when n % 20 = 0 then at + interval '2 min' end, case when n % 20 = 0 then 'partner' end,
      case when n % 20 = 0 then 'TOO_BUSY' end, at, at + interval '40 min'
    from (
      select n, now() - make_interval(secs => ${days}::float8 * 86400 * n / ${orders}::float8) as at
      from generate_series(1, ${orders}::int) n
    ) as placed
    cross join (values (${store}::uuid, 1), (${other}::uuid, 2)) as s(id, place)
    order by n desc, s.place`);
  await db.execute(sql`
    insert into order_items (id, order_id, menu_item_id, name, quantity, unit_price, options, position)
    select gen_random_uuid(), orders.id, md5('dish ' || (hashtext(orders.code) + line * 7) % 60)::uuid, 'Dish', 1, 890, '[]', line
    from orders cross join generate_series(1, ${LINES}) line
    where tenant_id = ${store}::uuid order by created_at, line`);
}

async function timesOf(read: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  // The first reads fill the caches and let the code be compiled.
  for (let warm = 0; warm < 5; warm += 1) await read();
  const times: number[] = [];
  for (let n = 0; n < READS; n += 1) {
    const began = performance.now();
    await read();
    times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

async function measureStore(orders: number, days: number): Promise<StoreFigures["overYear"]> {
  const db = await queryable();
  const { id } = await makeRestaurant();
  const { id: other } = await makeRestaurant();
  await insertOrders(id, other, orders, days);
  await db.execute(sql`analyze`);
  const ana = await makePerson("Ana", { staffOf: [id] });
  const store = await readStore(db, id);
  if (store === null) throw new Error("The store is missing");
  // Yesterday is a whole day.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const today = dayOf(Date.now(), store.time_zone);
  const day = await timesOf(() => readFigures(ana, store, yesterday));
  await db.delete(figureDays);
  const began = performance.now();
  await readFiguresPage(ana, store, today);
  const firstPageMs = performance.now() - began;
  const page = await timesOf(() => readFiguresPage(ana, store, today));
  const counted = await readFigures(ana, store, yesterday);
  return { ordersOfDay: counted?.orders ?? 0, day, page, firstPageMs };
}

/** Measures the figures of a store with `orders` orders: over a year, and all of them within the 30 days of the page. */
export function measureStoreFigures(where: Where, orders: number): Promise<StoreFigures> {
  return withNewDatabase(where, (database) =>
    database.asProduct(4, async () => ({
      orders,
      overYear: await measureStore(orders, 365),
      overMonth: await measureStore(orders, 30),
    })),
  );
}
