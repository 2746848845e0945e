import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { orderWords } from "@/lib/platform/model/order-words";

const rowsSchema = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      order_code: z.string(),
      customer_name: z.string().nullable(),
      customer_email: z.string(),
      store_name: z.string(),
      store_phone: z.string().nullable(),
      address: z.string(),
      rider_name: z.string().nullable(),
      dishes: z.array(z.string()),
    }),
  ),
});

/** Writes the words of these orders anew, as names and addresses are now. A second run changes nothing. */
export async function indexOrders(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = rowsSchema.parse(
    await db.execute(sql`
      select orders.id, orders.code as order_code, customer.name as customer_name, customer.email as customer_email,
        tenants.name as store_name, tenants.phone as store_phone,
        concat_ws(' ', addresses.line1, addresses.postal_code, addresses.city) as address, rider.name as rider_name,
        array(select name from order_items where order_items.order_id = orders.id order by position) as dishes
      from orders
      join users customer on customer.id = orders.user_id
      join tenants on tenants.id = orders.tenant_id
      join addresses on addresses.id = orders.address_id
      left join users rider on rider.id = orders.rider_id
      where orders.id = any(${sql.param([...ids])}::uuid[])`),
  );
  if (rows.length === 0) return;
  // A text, because arrays of arrays would have to be of one length.
  const words = rows.map((row) => orderWords(row).join("\n"));
  await db.execute(sql`
    insert into order_search (order_id, created_at, words)
    select orders.id, orders.created_at, array_to_tsvector(string_to_array(given.words, E'\n'))
    from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[], ${sql.param(words)}::text[]) as given(id, words)
    join orders on orders.id = given.id
    on conflict (order_id) do update set words = excluded.words`);
}

const BATCH = 500;

/** After the name or the addresses of a customer, or the name of a rider, changed. */
export async function indexOrdersOf(db: Queryable, userId: string): Promise<void> {
  const { rows } = idRows.parse(
    await db.execute(
      sql`select id from orders where user_id = ${userId}::uuid union select id from orders where rider_id = ${userId}::uuid`,
    ),
  );
  const ids = rows.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += BATCH) await indexOrders(db, ids.slice(from, from + BATCH));
}

const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });

/**
 * Makes orders findable that are older than all that are: after the update that brought the search. Their ids sort by time.
 * Returns their number, at most `atMost`.
 */
export async function indexOlderOrders(db: Queryable, atMost: number): Promise<number> {
  const { rows } = idRows.parse(
    await db.execute(sql`
      select id from orders
      where id < coalesce(
        (select order_id from order_search order by order_id limit 1),
        'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid
      )
      order by id desc limit ${atMost}`),
  );
  await indexOrders(
    db,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
