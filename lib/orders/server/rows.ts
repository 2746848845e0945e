import "server-only";
import { asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { addresses, orderHistory, orderItems, orders, tenants, users } from "@/lib/db/schema";
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

const instant = (date: Date | null) => date?.toISOString() ?? null;

export const summaryColumns = {
  ...getTableColumns(orders),
  tenantSlug: tenants.slug,
  tenantName: tenants.name,
  timeZone: tenants.timeZone,
  deliveryMinutes: tenants.deliveryMinutes,
  defaultPrepMinutes: tenants.defaultPrepMinutes,
};

type SummaryRow = typeof orders.$inferSelect &
  Pick<typeof tenants.$inferSelect, "timeZone" | "deliveryMinutes" | "defaultPrepMinutes"> & {
    tenantSlug: string;
    tenantName: string;
  };

export function toSummary(row: SummaryRow): OrderSummary {
  return orderSummarySchema.parse({
    id: row.id,
    order_code: row.code,
    tenant_id: row.tenantId,
    tenant_slug: row.tenantSlug,
    tenant_name: row.tenantName,
    time_zone: row.timeZone,
    user_id: row.userId,
    address_id: row.addressId,
    total_qty: row.totalQty,
    items_total: row.itemsTotal,
    delivery_fee: row.deliveryFee,
    final_amount: row.finalAmount,
    currency: row.currency,
    payment_method: row.paymentMethod,
    note: row.note,
    delivery_minutes: row.deliveryMinutes,
    default_prep_minutes: row.defaultPrepMinutes,
    created_at: instant(row.createdAt),
    order_status: row.status,
    version: row.version,
    payment_status: row.paymentStatus,
    accept_by: instant(row.acceptBy),
    acknowledged_at: instant(row.acknowledgedAt),
    accepted_at: instant(row.acceptedAt),
    prep_minutes: row.prepMinutes,
    promised_at: instant(row.promisedAt),
    ready_at: instant(row.readyAt),
    dispatched_at: instant(row.dispatchedAt),
    delivered_at: instant(row.deliveredAt),
    cancelled_at: instant(row.cancelledAt),
    cancelled_by: row.cancelledBy,
    cancel_reason: row.cancelReason,
    cancel_note: row.cancelNote,
    updated_at: instant(row.updatedAt),
  });
}

export function toBoardOrder(
  summary: OrderSummary,
  { customerName, address }: { customerName: string | null; address: Address },
  lines: readonly (typeof orderItems.$inferSelect)[],
): BoardOrder {
  return boardOrderSchema.parse({
    ...summary,
    customer_name: customerName ?? "",
    address,
    items: lines.map((line) => ({
      id: line.id,
      menu_item_id: line.menuItemId,
      name: line.name,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      options: line.options,
      allergens: line.allergens,
      note: line.note,
    })),
  });
}

/** Adds the dishes, the address and the customer's name; two queries, however many orders. */
export async function withItems(db: Queryable, summaries: OrderSummary[]): Promise<BoardOrder[]> {
  if (summaries.length === 0) return [];
  const ids = summaries.map((order) => order.id);
  const places = await db
    .select({
      orderId: orders.id,
      customerName: users.name,
      line1: addresses.line1,
      city: addresses.city,
      postalCode: addresses.postalCode,
      note: addresses.note,
    })
    .from(orders)
    .innerJoin(addresses, eq(addresses.id, orders.addressId))
    .innerJoin(users, eq(users.id, orders.userId))
    .where(inArray(orders.id, ids));
  const lines = await db
    .select()
    .from(orderItems)
    .where(inArray(orderItems.orderId, ids))
    .orderBy(asc(orderItems.position));
  const placeOf = new Map(places.map((place) => [place.orderId, place]));
  const linesOf = Map.groupBy(lines, (line) => line.orderId);
  return summaries.map((summary) => {
    const place = placeOf.get(summary.id);
    if (place === undefined) throw new Error(`Order ${summary.id} goes nowhere`);
    const { customerName, line1, city, postalCode, note } = place;
    const address = { line1, city, postal_code: postalCode, note };
    return toBoardOrder(summary, { customerName, address }, linesOf.get(summary.id) ?? []);
  });
}

export async function readTimeline(db: Queryable, orderId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(orderHistory)
    .where(eq(orderHistory.orderId, orderId))
    .orderBy(asc(orderHistory.version));
  return rows.map((row) =>
    timelineEntrySchema.parse({
      version: row.version,
      at: instant(row.at),
      action: row.action,
      from_status: row.fromStatus,
      to_status: row.toStatus,
      actor_kind: row.actorKind,
      actor_name: row.actorName,
      reason: row.reason,
      note: row.note,
      minutes: row.minutes,
    }),
  );
}
