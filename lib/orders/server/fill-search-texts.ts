import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { searchTextOf } from "@/lib/orders/model/search";

const found = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      order_code: z.string(),
      customer_name: z.string(),
      items: z.array(z.object({ name: z.string() })),
    }),
  ),
});

/** Fills the search text of the newest orders without one. Returns their number, at most `atMost`. */
export async function fillSearchTexts(db: Queryable, atMost: number): Promise<number> {
  // Subqueries, not joins: a plan of joins may read whole tables.
  const { rows } = found.parse(
    await db.execute(sql`
      select id, code as order_code,
        coalesce((select name from users where users.id = orders.user_id), '') as customer_name,
        (
          select coalesce(json_agg(json_build_object('name', item.name) order by item.position), '[]'::json)
          from order_items item where item.order_id = orders.id
        ) as items
      from orders
      where id = any(array(select id from orders where search_text is null order by id desc limit ${atMost}))`),
  );
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const texts = rows.map(searchTextOf);
  await db.execute(sql`
    update orders set search_text = filled.text
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(texts)}::text[]) as filled(id, text)
    where orders.id = filled.id`);
  return ids.length;
}
