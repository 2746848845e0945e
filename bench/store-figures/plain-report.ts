import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import type { Bounds } from "@/lib/figures/model/day";

/** The figures of a day as one would write them in SQL alone: without sold-out lines, and without the open orders' lateness. */
export async function readPlainly(store: string, { from, to }: Bounds): Promise<void> {
  const db = await queryable();
  const isOfDay = sql`orders.tenant_id = ${store}::uuid and orders.created_at >= ${new Date(from).toISOString()}::timestamptz
    and orders.created_at < ${new Date(to).toISOString()}::timestamptz`;
  await db.execute(sql`
    select count(*), sum(final_amount) filter (where status <> 'Cancelled'),
      percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', accepted_at - created_at)),
      count(*) filter (where delivered_at >= promised_at), count(*) filter (where status = 'Cancelled')
    from orders where ${isOfDay}`);
  await db.execute(sql`
    select date_part('hour', created_at), count(*) from orders where ${isOfDay} group by 1`);
  await db.execute(sql`
    select menu_item_id, max(name), sum(quantity), sum(quantity * unit_price)
    from order_items join orders on orders.id = order_items.order_id
    where ${isOfDay} and status <> 'Cancelled' group by 1 order by 3 desc limit 10`);
}
