import "server-only";
import { eq, getTableColumns, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { addresses, orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { toColumns, toWire } from "@/lib/db/wire";
import {
  type BoardOrder,
  boardOrderSchema,
  type OrderDetail,
  type OrderSummary,
  orderDetailSchema,
  orderSummarySchema,
  timelineEntrySchema,
} from "@/lib/orders/model/schema";
import { isActive } from "./has-status";

/** Takes a tenant, or its table's columns. */
export const tenantFields = <Slug, Name, Phone, Zone, Delivery, Prep>(tenant: {
  slug: Slug;
  name: Name;
  phone: Phone;
  time_zone: Zone;
  delivery_minutes: Delivery;
  default_prep_minutes: Prep;
}) => ({
  tenant_slug: tenant.slug,
  tenant_name: tenant.name,
  tenant_phone: tenant.phone,
  time_zone: tenant.time_zone,
  delivery_minutes: tenant.delivery_minutes,
  default_prep_minutes: tenant.default_prep_minutes,
});

/** The search text is compared in the database only. The PIN is the customer's secret, and the others are dispatch's own. */
const {
  search_text: _searchText,
  delivery_pin: deliveryPin,
  pin_failures: _pinFailures,
  pinned_rider_id: _pinnedRider,
  rider_moves: _riderMoves,
  ...orderColumns
} = getTableColumns(orders);

export const summaryColumns = {
  ...orderColumns,
  ...tenantFields(tenants),
  points: sql<number>`coalesce(${orders.points}, ${orders.total_qty})`,
  default_prep_minutes: sql<number>`coalesce(${orders.default_prep_minutes}, ${tenants.default_prep_minutes})`,
};

export const toSummary = (row: object): OrderSummary => toWire(orderSummarySchema, row);

const boardOrderColumns = {
  ...summaryColumns,
  customer_name: sql`coalesce(${users.name}, '')`,
  address: sql`to_json(${addresses})`,
  items: sql`(
    select coalesce(json_agg(item order by item.position), '[]'::json)
    from ${orderItems} item where item.order_id = ${orders.id}
  )`,
};

export const selectBoardOrders = (db: Queryable, columns: typeof boardOrderColumns = boardOrderColumns) =>
  db
    .select(columns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(users, eq(users.id, orders.user_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id));

export const toBoardOrder = (row: object): BoardOrder => toWire(boardOrderSchema, row);

const wholeOrderColumns = {
  ...boardOrderColumns,
  // In the query, so that no caller can forget whose it is.
  delivery_pin: sql`case
    when ${orders.user_id} = ${sql.placeholder("customerId")}::uuid and ${orders.delivery_by} <> 'store' and ${isActive}
    then ${deliveryPin}
  end`,
  timeline: sql`(
    select coalesce(json_agg(entry order by entry.version), '[]'::json)
    from ${orderHistory} entry where entry.order_id = ${orders.id}
  )`,
};
const wholeOrder = compiled((db) =>
  selectBoardOrders(db, wholeOrderColumns)
    .where(eq(orders.id, sql.placeholder("id")))
    .prepare(UNNAMED),
);
const wholeRow = z.looseObject({ timeline: z.array(z.looseObject({})) });

/** `id` must be a UUID. The PIN is in it only when `customerId` is the order's customer. */
export async function readWholeOrder(
  db: Queryable,
  id: string,
  customerId: string | null = null,
): Promise<OrderDetail | null> {
  const [row] = await wholeOrder(db).execute({ id, customerId });
  if (row === undefined) return null;
  const whole = z.parse(wholeRow, row);
  // Converts the database's JSON timestamps.
  const timeline = whole.timeline.map((entry) => toWire(timelineEntrySchema, toColumns(orderHistory, entry)));
  return toWire(orderDetailSchema, { ...whole, timeline });
}
