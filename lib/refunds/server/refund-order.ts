import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import { doorPhotos } from "@/lib/db/schema/dispatch";
import { orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { payments } from "@/lib/db/schema/payments";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { discountKindSchema } from "@/lib/money/model/schema";
import { orderStatusSchema } from "@/lib/orders/model/changing-fields";
import { unavailableLinesSchema } from "@/lib/orders/model/unavailable/schema";
import type { Evidence } from "@/lib/refunds/model/schema";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

const nullableInstant = z.nullable(instantSchema);

const orderSchema = z.object({
  id: idSchema,
  order_code: shortTextSchema,
  time_zone: shortTextSchema,
  tenant_id: idSchema,
  user_id: idSchema,
  order_status: orderStatusSchema,
  is_test: z.boolean(),
  payment_method: shortTextSchema,
  currency: shortTextSchema,
  discount: z.int(),
  discount_kind: z.nullable(discountKindSchema),
  final_amount: z.int(),
  unavailable: unavailableLinesSchema,
  promised_at: nullableInstant,
  accepted_at: nullableInstant,
  ready_at: nullableInstant,
  dispatched_at: nullableInstant,
  delivered_at: nullableInstant,
  cancelled_at: nullableInstant,
  pin_failures: z.int(),
  captured: z.nullable(z.int()),
  refund_limit: z.nullable(z.int()),
  is_store_delivery: z.boolean(),
  handed_over: z.enum(["pin", "photo", "unknown"]),
});

const itemSchema = z.object({ id: idSchema, name: shortTextSchema, quantity: z.int(), unit_price: z.int() });

/** What the rules need to know about an order, its payment and its store. */
export type RefundOrder = z.infer<typeof orderSchema> & { readonly items: z.infer<typeof itemSchema>[] };

/** Not authorised. With `lock`, keeps the order from being changed, and refunds of it from being added, until the end of `db`'s transaction. */
export async function readRefundOrder(
  db: Queryable,
  orderId: string,
  { lock }: { lock: boolean },
): Promise<RefundOrder | null> {
  if (lock)
    await db.select({ id: orders.id }).from(orders).where(eq(orders.id, orderId)).for("no key update");
  const [row] = await db
    .select({
      id: orders.id,
      order_code: orders.order_code,
      time_zone: tenants.time_zone,
      tenant_id: orders.tenant_id,
      user_id: orders.user_id,
      order_status: orders.order_status,
      is_test: orders.is_test,
      payment_method: orders.payment_method,
      currency: orders.currency,
      discount: orders.discount,
      discount_kind: orders.discount_kind,
      final_amount: orders.final_amount,
      unavailable: orders.unavailable,
      promised_at: orders.promised_at,
      accepted_at: orders.accepted_at,
      ready_at: orders.ready_at,
      dispatched_at: orders.dispatched_at,
      delivered_at: orders.delivered_at,
      cancelled_at: orders.cancelled_at,
      pin_failures: orders.pin_failures,
      // A card order whose payment is not found was paid with nothing.
      captured: sql`case when ${orders.payment_method} = 'card' then coalesce(${payments.captured}, 0) end`,
      refund_limit: tenants.refund_limit,
      is_store_delivery: sql`${orders.rider_id} is null or ${riders.tenant_id} is not distinct from ${orders.tenant_id}`,
      handed_over: sql`case
        when exists (select from ${doorPhotos} where ${doorPhotos.order_id} = ${orders.id}) then 'photo'
        when exists (
          select from ${orderHistory}
          where ${orderHistory.order_id} = ${orders.id} and ${orderHistory.action} = 'deliver'
            and ${orderHistory.actor_kind} = 'rider'
        ) then 'pin'
        else 'unknown' end`,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .leftJoin(payments, eq(payments.order_id, orders.id))
    .leftJoin(riders, eq(riders.id, orders.rider_id))
    .where(eq(orders.id, orderId));
  if (row === undefined) return null;
  const items = await db
    .select({
      id: orderItems.id,
      name: orderItems.name,
      quantity: orderItems.quantity,
      unit_price: orderItems.unit_price,
    })
    .from(orderItems)
    .where(eq(orderItems.order_id, orderId))
    .orderBy(asc(orderItems.position));
  return { ...toWire(orderSchema, row), items: items.map((item) => z.parse(itemSchema, item)) };
}

const MINUTE = 60_000;

/** Keeps what is known about the order now: it may be changed, and its photos are erased, before somebody decides. */
export function evidenceOf(order: RefundOrder, photoIds: readonly string[]): Evidence {
  const { promised_at, delivered_at } = order;
  const late =
    promised_at === null || delivered_at === null
      ? 0
      : Math.floor((Date.parse(delivered_at) - Date.parse(promised_at)) / MINUTE);
  return {
    photo_ids: [...photoIds],
    promised_at,
    accepted_at: order.accepted_at,
    ready_at: order.ready_at,
    dispatched_at: order.dispatched_at,
    delivered_at,
    cancelled_at: order.cancelled_at,
    minutes_late: late > 0 ? late : null,
    handed_over: order.handed_over,
    pin_failures: order.pin_failures,
  };
}
