import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { ChatParty } from "@/lib/chat/model/rooms";
import type { Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { orderStatusSchema } from "@/lib/orders/model/changing-fields";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { firstName } from "@/lib/text/first-name";
import { idSchema } from "@/lib/text/id";

const instant = z.nullable(instantSchema);

const chatOrderSchema = z.object({
  id: idSchema,
  order_code: shortTextSchema,
  order_status: orderStatusSchema,
  user_id: idSchema,
  tenant_id: idSchema,
  rider_id: z.nullable(idSchema),
  dispatched_at: instant,
  delivered_at: instant,
  cancelled_at: instant,
  customer: z.nullable(shortTextSchema),
  store: shortTextSchema,
  slug: shortTextSchema,
  rider: z.nullable(shortTextSchema),
});
export type StoredChatOrder = z.infer<typeof chatOrderSchema>;

export const chatOrderColumns = {
  id: orders.id,
  order_code: orders.order_code,
  order_status: orders.order_status,
  user_id: orders.user_id,
  tenant_id: orders.tenant_id,
  rider_id: orders.rider_id,
  dispatched_at: orders.dispatched_at,
  delivered_at: orders.delivered_at,
  cancelled_at: orders.cancelled_at,
  customer: users.name,
  store: tenants.name,
  slug: tenants.slug,
  rider: orders.rider_name,
};

export const toChatOrder = (row: object): StoredChatOrder => toWire(chatOrderSchema, row);

const selectOrder = (db: Queryable, orderId: string) =>
  db
    .select(chatOrderColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(users, eq(users.id, orders.user_id))
    .where(eq(orders.id, orderId));

export async function readChatOrder(db: Queryable, orderId: string): Promise<StoredChatOrder | null> {
  const [row] = await selectOrder(db, orderId);
  return row === undefined ? null : toChatOrder(row);
}

/**
 * As `readChatOrder`, and keeps the order as it is until the commit: whoever may write when a message is decided may still do so
 * when it is stored. Messages do not wait for each other.
 */
export async function holdChatOrder(db: Queryable, orderId: string): Promise<StoredChatOrder | null> {
  const [row] = await selectOrder(db, orderId).for("share", { of: orders });
  return row === undefined ? null : toChatOrder(row);
}

/** Null: there is no rider. */
export function idOfParty(order: StoredChatOrder, party: ChatParty): string | null {
  return { customer: order.user_id, store: order.tenant_id, rider: order.rider_id }[party];
}

/** What the others are shown: first names of people. Empty where somebody has none. */
export function nameOfParty(order: StoredChatOrder, party: ChatParty): string {
  return {
    customer: firstName(order.customer ?? ""),
    store: order.store,
    rider: firstName(order.rider ?? ""),
  }[party];
}
