import "server-only";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import { type FoundOrder, foundOrderSchema } from "@/lib/platform/model/found-order";
import { orderQuery } from "@/lib/platform/model/order-words";

const PAGE_SIZE = 25;
/**
 * Newest orders that are compared one by one. A search that finds no page among them matches fewer than one order in 200,
 * and the index has those together quickly.
 */
const COMPARED = 5_000;

export interface FoundOrders {
  readonly orders: FoundOrder[];
  readonly next_cursor: string | null;
}

const placesSchema = z.object({ rows: z.array(z.object({ order_id: z.string() })) });

async function idsOf(statement: SQL): Promise<string[]> {
  const { rows } = placesSchema.parse(await (await queryable()).execute(statement));
  return rows.map(({ order_id }) => order_id);
}

/** `nulls last` is how the index is ordered. */
const NEWEST_FIRST = sql.raw("order by created_at desc nulls last, order_id desc nulls last");

/** Returns the newest ids that match, one more than a page. */
async function findIds(query: string | null, isAfter: SQL): Promise<string[]> {
  const atMost = PAGE_SIZE + 1;
  if (query === null)
    return idsOf(sql`select order_id from order_search where ${isAfter} ${NEWEST_FIRST} limit ${atMost}`);
  const matches = sql`words @@ ${query}::tsquery`;
  const among = await idsOf(sql`
    select order_id from (
      select order_id, created_at, words from order_search where ${isAfter} ${NEWEST_FIRST} limit ${COMPARED}
    ) newest where ${matches} ${NEWEST_FIRST} limit ${atMost}`);
  if (among.length === atMost) return among;
  // Materialised: for the sake of the limit, the planner might walk all orders from the newest on.
  return idsOf(sql`
    with matching as materialized (select order_id, created_at from order_search where ${matches} and ${isAfter})
    select order_id from matching ${NEWEST_FIRST} limit ${atMost}`);
}

/**
 * Finds orders by the words of their code, customer, e-mail address, store, its phone, address, rider and dishes, the newest
 * first, 25 at once. Null for anyone but an admin.
 */
export async function findOrders(
  viewer: { readonly isAdmin: boolean },
  { search = "", cursor }: { search?: string | undefined; cursor?: string | undefined },
): Promise<FoundOrders | null> {
  if (!viewer.isAdmin) return null;
  const after = cursor === undefined ? null : decodePageCursor(cursor);
  const isAfter =
    after === null
      ? sql`true`
      : sql`(created_at, order_id) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const ids = await findIds(orderQuery(search), isAfter);
  if (ids.length === 0) return { orders: [], next_cursor: null };
  const db = await queryable();
  const rows = await db
    .select({
      id: orders.id,
      order_code: orders.order_code,
      order_status: orders.order_status,
      is_test: orders.is_test,
      created_at: orders.created_at,
      ready_at: orders.ready_at,
      tenant_id: orders.tenant_id,
      tenant_name: tenants.name,
      time_zone: tenants.time_zone,
      customer_id: orders.user_id,
      // Subqueries, not joins: a plan of joins may read all people.
      customer_name: sql<string>`(
        select coalesce(person.name, split_part(person.email, '@', 1)) from users person where person.id = ${orders.user_id}
      )`,
      rider_name: orders.rider_name,
      total_qty: orders.total_qty,
      final_amount: orders.final_amount,
      currency: orders.currency,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(inArray(orders.id, ids));
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: { id: string }) => places.get(id) ?? 0;
  const shown = rows.toSorted((one, other) => placeOf(one) - placeOf(other)).slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    orders: shown.map((row) => toWire(foundOrderSchema, row)),
    next_cursor: ids.length > PAGE_SIZE && last !== undefined ? encodePageCursor(last) : null,
  };
}
