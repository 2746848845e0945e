import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { makePerson } from "@/test/support/world";

const LINES = 3;
/** Orders of each statement: all at once take longer than a statement may on a busy machine. */
const SLICE = 10_000;

/** Orders are found by the time in their ids, as those of the product are. */
const idAt = sql`(lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
  || '8' || substr(md5(random()::text), 1, 15))::uuid`;

async function insertSlice(
  [store, other]: readonly [string, string],
  userId: string,
  { first, last, orders, days }: { first: number; last: number; orders: number; days: number },
): Promise<void> {
  const db = await queryable();
  await db.execute(sql`
    insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method, payment_status, currency,
      items_total, delivery_fee, final_amount, total_qty, search_text, accept_by, acknowledged_at, accepted_at, prep_minutes,
      promised_at, ready_at, dispatched_at, delivered_at, cancelled_at, cancelled_by, cancel_reason, created_at, updated_at)
    select ${idAt}, right(${store}, 12) || '-' || n || '-' || s.place, s.id, ${userId}::uuid, ${userId}::uuid,
      case when n % 20 = 0 then 'Cancelled' else 'Delivered' end, 5, 'cash',
      case when n % 20 = 0 then 'released' else 'captured' end, 'EUR', 2570, 290, 2860, 3,
      'ord-' || n || ' lena moreau miso soup margherita sea urchin', at + interval '8 min', at + interval '20 s',
      at + make_interval(secs => 20 + n % 200), 20, at + interval '36 min', at + interval '18 min', at + interval '20 min',
      case when n % 20 <> 0 then at + make_interval(mins => case when n % 10 = 1 then 40 else 30 end) end,
      case when n % 20 = 0 then at + interval '2 min' end, case when n % 20 = 0 then 'partner' end,
      case when n % 20 = 0 then 'TOO_BUSY' end, at, at + interval '40 min'
    from (
      select n, now() - make_interval(secs => ${days}::float8 * 86400 * n / ${orders}::float8) as at
      from generate_series(${first}::int, ${last}::int) n
    ) as placed
    cross join (values (${store}::uuid, 1), (${other}::uuid, 2)) as s(id, place)
    order by n desc, s.place`);
}

async function insertLines(store: string, first: number, last: number): Promise<void> {
  const db = await queryable();
  await db.execute(sql`
    insert into order_items (id, order_id, menu_item_id, name, quantity, unit_price, options, position)
    select gen_random_uuid(), orders.id, md5('dish ' || (hashtext(orders.code) + line * 7) % 60)::uuid, 'Dish', 1, 890, '[]', line
    from generate_series(${last}::int, ${first}::int, -1) n
    join orders on orders.code = right(${store}, 12) || '-' || n || '-1'
    cross join generate_series(1, ${LINES}) line`);
}

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
  // The oldest first.
  for (let last = orders; last > 0; last -= SLICE) {
    const first = Math.max(1, last - SLICE + 1);
    await insertSlice([store, other], userId, { first, last, orders, days });
    await insertLines(store, first, last);
  }
}
