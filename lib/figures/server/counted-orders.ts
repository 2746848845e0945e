import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { orderItems, orders } from "@/lib/db/schema/orders";
import type { Bounds } from "@/lib/figures/model/day";
import type { CountedOrder } from "@/lib/figures/model/day-figures";
import type { DishSales } from "@/lib/figures/model/ranks";
import {
  actorKindSchema,
  cancelReasonSchema,
  orderStatusSchema,
  paymentStatusSchema,
} from "@/lib/orders/model/changing-fields";

/** A column of all orders of the day, in the same order as the others. */
const column = <Value extends z.core.$ZodType>(value: Value) => z.array(value);
const seconds = column(z.number());
const secondsOrNull = column(z.nullable(z.number()));

const columns = z.object({
  order_status: column(orderStatusSchema),
  payment_status: column(paymentStatusSchema),
  final_amount: column(z.int()),
  cancelled_by: column(z.nullable(actorKindSchema)),
  cancel_reason: column(z.nullable(cancelReasonSchema)),
  created_at: seconds,
  accept_by: seconds,
  updated_at: seconds,
  accepted_at: secondsOrNull,
  ready_at: secondsOrNull,
  dispatched_at: secondsOrNull,
  promised_at: secondsOrNull,
  delivered_at: secondsOrNull,
});
type Columns = z.infer<typeof columns>;
const columnRows = z.object({ rows: z.tuple([columns]) });

/** Throws when the columns are not of one length. */
function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error("A column of the orders of a day is too short");
  return value;
}

const iso = (second: number) => new Date(Math.round(second * 1_000)).toISOString();
const isoOrNull = (second: number | null) => (second === null ? null : iso(second));

const orderAt = (all: Columns, index: number) => ({
  order_status: at(all.order_status, index),
  payment_status: at(all.payment_status, index),
  final_amount: at(all.final_amount, index),
  cancelled_by: at(all.cancelled_by, index),
  cancel_reason: at(all.cancel_reason, index),
  created_at: iso(at(all.created_at, index)),
  accept_by: iso(at(all.accept_by, index)),
  updated_at: iso(at(all.updated_at, index)),
  accepted_at: isoOrNull(at(all.accepted_at, index)),
  ready_at: isoOrNull(at(all.ready_at, index)),
  dispatched_at: isoOrNull(at(all.dispatched_at, index)),
  promised_at: isoOrNull(at(all.promised_at, index)),
  delivered_at: isoOrNull(at(all.delivered_at, index)),
});

/** Seconds since 1970: PostgreSQL writes numbers several times faster than instants. */
const epoch = (instant: AnyPgColumn) => sql`date_part('epoch', ${instant})`;
const all = (values: SQL | AnyPgColumn) => sql`coalesce(json_agg(${values}), '[]'::json)`;

const inDay = (tenantId: string, { from, to }: Bounds) => sql`
  ${orders.tenant_id} = ${tenantId}::uuid
  and ${orders.created_at} >= ${new Date(from).toISOString()}::timestamptz
  and ${orders.created_at} < ${new Date(to).toISOString()}::timestamptz`;

/** By columns, because that is what PostgreSQL writes and JavaScript reads fastest: docs/decisions/0143. */
export async function readCountedOrders(
  db: Queryable,
  store: { id: string; delivery_minutes: number },
  bounds: Bounds,
): Promise<CountedOrder[]> {
  const { rows } = columnRows.parse(
    await db.execute(sql`
      select ${all(orders.order_status)} as order_status, ${all(orders.payment_status)} as payment_status,
        ${all(orders.final_amount)} as final_amount, ${all(orders.cancelled_by)} as cancelled_by,
        ${all(orders.cancel_reason)} as cancel_reason, ${all(epoch(orders.created_at))} as created_at,
        ${all(epoch(orders.accept_by))} as accept_by, ${all(epoch(orders.updated_at))} as updated_at,
        ${all(epoch(orders.accepted_at))} as accepted_at, ${all(epoch(orders.ready_at))} as ready_at,
        ${all(epoch(orders.dispatched_at))} as dispatched_at, ${all(epoch(orders.promised_at))} as promised_at,
        ${all(epoch(orders.delivered_at))} as delivered_at
      from ${orders} where ${inDay(store.id, bounds)}`),
  );
  const [found] = rows;
  return found.created_at.map((_, index) => ({
    ...orderAt(found, index),
    delivery_minutes: store.delivery_minutes,
  }));
}

const salesRows = z.object({
  rows: z.array(
    z.object({
      menu_item_id: z.string(),
      name: z.string(),
      quantity: z.coerce.number().int(),
      revenue: z.coerce.number().int(),
    }),
  ),
});

/**
 * Leaves out cancelled orders and lines that were removed as sold out. A replacement counts as the dish that was made, for
 * what the customer pays. Finds the ids first: a prepared plan would otherwise read all lines of all stores.
 */
export async function readDishSales(db: Queryable, tenantId: string, bounds: Bounds): Promise<DishSales[]> {
  const { rows } = salesRows.parse(
    await db.execute(sql`
      select coalesce(made.menu_item_id, item.menu_item_id) as menu_item_id,
        max(coalesce(made.name, item.name)) as name, sum(item.quantity) as quantity,
        sum(coalesce(made.amount, item.quantity::bigint * item.unit_price)) as revenue
      from ${orderItems} item
      left join (
        select line.order_item_id, line.choice, (line.proposal ->> 'menu_item_id')::uuid as menu_item_id,
          line.proposal ->> 'name' as name, (line.proposal ->> 'amount')::bigint as amount
        from ${orders}
        cross join jsonb_to_recordset(${orders.unavailable})
          as line(order_item_id uuid, choice text, proposal jsonb)
        where ${inDay(tenantId, bounds)} and ${orders.unavailable} <> '[]'::jsonb
          and line.choice in ('remove', 'replace')
      ) made on made.order_item_id = item.id
      where item.order_id = any(array(
        select ${orders.id} from ${orders}
        where ${inDay(tenantId, bounds)} and ${orders.order_status} <> 'Cancelled'
      )) and made.choice is distinct from 'remove'
      group by 1`),
  );
  return rows;
}
