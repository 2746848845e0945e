import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";

const DAYS = 30;
/** Fewer say nothing about a dish. */
const ORDERS_AT_LEAST = 3;
/** Per restaurant. Bounds the work for one that has thousands of orders in a month. */
const LATEST_ORDERS = 500;
/** More than are shown: some may have been taken off the menu since. */
const DISHES = 10;
const KEPT_MS = 10 * 60_000;
/** After the first orders of a new restaurant, people do not wait long for its list. */
const KEPT_MS_WHEN_EMPTY = 60_000;
const RESTAURANTS_AT_MOST = 10_000;

interface Known {
  readonly dishes: readonly string[];
  readonly until: number;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireMostOrdered: Map<string, Known> | undefined;
}

const counted = z.object({
  rows: z.array(
    z.object({ tenant_id: z.string(), menu_item_id: z.string(), orders: z.coerce.number().int() }),
  ),
});

async function count(tenantIds: readonly string[]): Promise<Map<string, string[]>> {
  const db = await queryable();
  const { rows } = counted.parse(
    await db.execute(sql`
      select store.id as tenant_id, dish.menu_item_id, dish.orders
      from unnest(${sql.param([...tenantIds])}::uuid[]) as store(id)
      cross join lateral (
        select coalesce(made.menu_item_id, item.menu_item_id) as menu_item_id, count(distinct recent.id) as orders
        from (
          select orders.id, orders.unavailable from orders
          where orders.tenant_id = store.id and status <> 'Cancelled' and not is_test
            and orders.created_at > now() - make_interval(days => ${DAYS})
          order by orders.created_at desc, orders.id desc
          limit ${LATEST_ORDERS}
        ) as recent
        join order_items item on item.order_id = recent.id
        left join lateral (
          select line.choice, (line.proposal ->> 'menu_item_id')::uuid as menu_item_id
          from jsonb_to_recordset(recent.unavailable) as line(order_item_id uuid, choice text, proposal jsonb)
          where recent.unavailable <> '[]'::jsonb and line.order_item_id = item.id
            and line.choice in ('remove', 'replace')
        ) made on true
        where made.choice is distinct from 'remove'
        group by 1
        having count(distinct recent.id) >= ${ORDERS_AT_LEAST}
        order by orders desc, 1
        limit ${DISHES}
      ) as dish`),
  );
  const sorted = rows.toSorted((one, other) => other.orders - one.orders);
  const ofStores = Map.groupBy(sorted, (row) => row.tenant_id);
  return new Map(
    tenantIds.map((id) => [id, (ofStores.get(id) ?? []).map(({ menu_item_id }) => menu_item_id)]),
  );
}

/**
 * Returns ids of dishes by restaurant, those that most orders of the last 30 days hold first. Cancelled orders and
 * dishes that were sold out after all do not count. Kept for ten minutes in this process.
 */
export async function listMostOrdered(
  tenantIds: readonly string[],
  now = Date.now(),
): Promise<ReadonlyMap<string, readonly string[]>> {
  globalThis.platewireMostOrdered ??= new Map();
  const known = globalThis.platewireMostOrdered;
  const unknown = tenantIds.filter((id) => (known.get(id)?.until ?? 0) <= now);
  if (unknown.length > 0) {
    if (known.size + unknown.length > RESTAURANTS_AT_MOST) known.clear();
    for (const [id, dishes] of await count(unknown))
      known.set(id, { dishes, until: now + (dishes.length === 0 ? KEPT_MS_WHEN_EMPTY : KEPT_MS) });
  }
  return new Map(tenantIds.map((id) => [id, known.get(id)?.dishes ?? []]));
}
