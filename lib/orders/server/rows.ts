import "server-only";
import { asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { addresses, orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import {
  type Address,
  type BoardOrder,
  boardOrderSchema,
  type OrderSummary,
  orderSummarySchema,
  type TimelineEntry,
  timelineEntrySchema,
} from "@/lib/orders/model/schema";

/** Between the tables and the shapes on the wire. */

export const summaryColumns = {
  ...getTableColumns(orders),
  tenant_slug: tenants.slug,
  tenant_name: tenants.name,
  time_zone: tenants.time_zone,
  delivery_minutes: tenants.delivery_minutes,
  default_prep_minutes: tenants.default_prep_minutes,
};

type SummaryRow = typeof orders.$inferSelect &
  Pick<typeof tenants.$inferSelect, "time_zone" | "delivery_minutes" | "default_prep_minutes"> & {
    tenant_slug: string;
    tenant_name: string;
  };

export const toSummary = (row: SummaryRow): OrderSummary => toWire(orderSummarySchema, row);

export function toBoardOrder(
  summary: OrderSummary,
  { customerName, address }: { customerName: string | null; address: Address },
  items: readonly (typeof orderItems.$inferSelect)[],
): BoardOrder {
  return boardOrderSchema.parse({ ...summary, customer_name: customerName ?? "", address, items });
}

/** Adds the dishes, the address and the customer's name; two queries, however many orders. */
export async function withItems(db: Queryable, summaries: OrderSummary[]): Promise<BoardOrder[]> {
  if (summaries.length === 0) return [];
  const ids = summaries.map((order) => order.id);
  const places = await db
    .select({
      order_id: orders.id,
      customerName: users.name,
      line1: addresses.line1,
      city: addresses.city,
      postal_code: addresses.postal_code,
      note: addresses.note,
    })
    .from(orders)
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .innerJoin(users, eq(users.id, orders.user_id))
    .where(inArray(orders.id, ids));
  const lines = await db
    .select()
    .from(orderItems)
    .where(inArray(orderItems.order_id, ids))
    .orderBy(asc(orderItems.position));
  const placeOf = new Map(places.map((place) => [place.order_id, place]));
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  return summaries.map((summary) => {
    const place = placeOf.get(summary.id);
    if (place === undefined) throw new Error(`Order ${summary.id} goes nowhere`);
    const { customerName, order_id: _, ...address } = place;
    return toBoardOrder(summary, { customerName, address }, linesOf.get(summary.id) ?? []);
  });
}

export async function readTimeline(db: Queryable, orderId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.order_id, orderId))
    .orderBy(asc(orderHistory.version));
  return rows.map((row) => toWire(timelineEntrySchema, row));
}
