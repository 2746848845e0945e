import "server-only";
import { eq, isNotNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import * as z from "zod";
import type { Queryable } from "@/lib/db/client";
import { orderItems, orders } from "@/lib/db/schema/orders";
import type { Bounds } from "@/lib/figures/model/day";
import { type OrderGroup, QUARTER_SECONDS } from "@/lib/figures/model/day-figures";
import type { DishSales } from "@/lib/figures/model/ranks";
import {
  actorKindSchema,
  cancelReasonSchema,
  orderStatusSchema,
  paymentStatusSchema,
} from "@/lib/orders/model/changing-fields";
import { FINAL } from "@/lib/orders/model/lifecycle";

const seconds = z.array(z.number());
const instant = z.string().transform((text) => new Date(text).toISOString());
const instantOrNull = z.nullable(instant);

const groupSchema = z.object({
  order_status: orderStatusSchema,
  payment_status: paymentStatusSchema,
  cancelled_by: z.nullable(actorKindSchema),
  cancel_reason: z.nullable(cancelReasonSchema),
  orders: z.coerce.number().int(),
  final_amount: z.coerce.number().int(),
  accept_seconds: seconds,
  seconds_after_promise: seconds,
  quarters: z.array(z.int()),
  changed_at: z.number(),
  open: z.array(
    z.object({
      created_at: instant,
      accept_by: instant,
      updated_at: instant,
      accepted_at: instantOrNull,
      ready_at: instantOrNull,
      dispatched_at: instantOrNull,
      promised_at: instantOrNull,
      delivery_minutes: z.nullable(z.int()),
    }),
  ),
});
const groupRows = z.object({ rows: z.array(groupSchema) });

/** Seconds: PostgreSQL writes numbers several times faster than instants. */
const epoch = (time: SQL | AnyPgColumn) => sql`date_part('epoch', ${time})`;
const all = (values: SQL, condition = sql`true`) =>
  sql`coalesce(json_agg(${values}) filter (where ${condition}), '[]'::json)`;

/** Test orders are in no figures. */
const inDay = (tenantId: string, { from, to }: Bounds) => sql`
  ${orders.tenant_id} = ${tenantId}::uuid and not ${orders.is_test}
  and ${orders.created_at} >= ${new Date(from).toISOString()}::timestamptz
  and ${orders.created_at} < ${new Date(to).toISOString()}::timestamptz`;

/**
 * In groups, because most figures need only sums, and what PostgreSQL does not write and JavaScript does not read is most
 * of the time that a day takes: docs/decisions/0152.
 */
export async function readOrderGroups(
  db: Queryable,
  store: { id: string; delivery_minutes: number },
  bounds: Bounds,
): Promise<OrderGroup[]> {
  const isOpen = notInArray(orders.order_status, [...FINAL]);
  // A tip is not what the store has sold.
  const { rows } = groupRows.parse(
    await db.execute(sql`
      select ${orders.order_status} as order_status, ${orders.payment_status} as payment_status,
        ${orders.cancelled_by} as cancelled_by, ${orders.cancel_reason} as cancel_reason,
        count(*) as orders, sum(${orders.final_amount} - ${orders.tip}) as final_amount,
        ${all(epoch(sql`${orders.accepted_at} - ${orders.created_at}`), isNotNull(orders.accepted_at))} as accept_seconds,
        ${all(
          epoch(sql`coalesce(${orders.delivered_at}, ${orders.updated_at}) - ${orders.promised_at}`),
          sql`${eq(orders.order_status, "Delivered")} and ${isNotNull(orders.promised_at)}`,
        )} as seconds_after_promise,
        ${all(sql`floor(${epoch(orders.created_at)} / ${QUARTER_SECONDS}::int)::int`)} as quarters,
        ${epoch(sql`max(${orders.updated_at})`)} * 1000 as changed_at,
        ${all(
          sql`json_build_object('created_at', ${orders.created_at}, 'accept_by', ${orders.accept_by},
            'updated_at', ${orders.updated_at}, 'accepted_at', ${orders.accepted_at}, 'ready_at', ${orders.ready_at},
            'dispatched_at', ${orders.dispatched_at}, 'promised_at', ${orders.promised_at},
            'delivery_minutes', ${orders.delivery_minutes})`,
          isOpen,
        )} as open
      from ${orders} where ${inDay(store.id, bounds)}
      group by 1, 2, 3, 4`),
  );
  const { delivery_minutes } = store;
  return rows.map(({ open, ...group }) => ({
    ...group,
    open: open.map((order) => ({
      ...order,
      order_status: group.order_status,
      delivered_at: null,
      delivery_minutes: order.delivery_minutes ?? delivery_minutes,
    })),
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
