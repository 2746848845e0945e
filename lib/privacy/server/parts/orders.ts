import "server-only";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { doorPhotos } from "@/lib/db/schema/dispatch";
import { addresses, orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { voucherRedemptions } from "@/lib/db/schema/vouchers";
import { ERASED_NAME } from "@/lib/privacy/model/erased";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** Nobody has more; a bound keeps the archive in memory. */
const ORDERS_AT_MOST = 10_000;
const BATCH = 500;

const addressOf = {
  line1: addresses.line1,
  city: addresses.city,
  postal_code: addresses.postal_code,
  note: addresses.note,
  lat: addresses.lat,
  lng: addresses.lng,
};

async function withItems<Order extends { id: string }>(db: Queryable, batch: readonly Order[]) {
  const ids = batch.map(({ id }) => id);
  const items = await db
    .select({
      order_id: orderItems.order_id,
      name: orderItems.name,
      quantity: orderItems.quantity,
      unit_price: orderItems.unit_price,
      options: orderItems.options,
      note: orderItems.note,
    })
    .from(orderItems)
    .where(inArray(orderItems.order_id, ids))
    .orderBy(orderItems.order_id, orderItems.position);
  const steps = await db
    .select({
      order_id: orderHistory.order_id,
      at: orderHistory.at,
      action: orderHistory.action,
      by: orderHistory.actor_kind,
      status: orderHistory.to_status,
    })
    .from(orderHistory)
    .where(inArray(orderHistory.order_id, ids))
    .orderBy(orderHistory.order_id, orderHistory.version);
  const of = <Row extends { order_id: string }>(rows: readonly Row[], id: string) =>
    rows.filter(({ order_id }) => order_id === id).map(({ order_id: _, ...row }) => row);
  return batch.map((order) => ({ ...order, items: of(items, order.id), steps: of(steps, order.id) }));
}

/**
 * Orders stay for the store's books, with what was bought and paid. The address, the notes, the PIN and the photo of the door go.
 */
export const ordersPart: PersonalDataPart = {
  name: "orders",
  read: async (db, { userId }) => {
    const own = await db
      .select({
        id: orders.id,
        order_code: orders.order_code,
        store: tenants.name,
        order_status: orders.order_status,
        created_at: orders.created_at,
        delivered_at: orders.delivered_at,
        cancelled_at: orders.cancelled_at,
        cancelled_by: orders.cancelled_by,
        payment_method: orders.payment_method,
        payment_status: orders.payment_status,
        currency: orders.currency,
        items_total: orders.items_total,
        delivery_fee: orders.delivery_fee,
        service_fee: orders.service_fee,
        discount: orders.discount,
        voucher_code: orders.voucher_code,
        tip: orders.tip,
        tip_to: orders.tip_to,
        final_amount: orders.final_amount,
        refunded_amount: orders.refunded_amount,
        note: orders.note,
        delivered_by: orders.rider_name,
        address: addressOf,
      })
      .from(orders)
      .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
      .innerJoin(addresses, eq(addresses.id, orders.address_id))
      .where(eq(orders.user_id, userId))
      .orderBy(desc(orders.created_at), desc(orders.id))
      .limit(ORDERS_AT_MOST);
    const whole: unknown[] = [];
    for (let from = 0; from < own.length; from += BATCH)
      whole.push(...(await withItems(db, own.slice(from, from + BATCH))));
    const places = await db.select(addressOf).from(addresses).where(eq(addresses.user_id, userId));
    return { addresses: places, orders: whole };
  },
  erase: async (tx, { userId }) => {
    const own = tx.select({ id: orders.id }).from(orders).where(eq(orders.user_id, userId));
    await tx.delete(doorPhotos).where(inArray(doorPhotos.order_id, own));
    await tx.update(orderItems).set({ note: "" }).where(inArray(orderItems.order_id, own));
    const isTheirs = eq(orderHistory.actor_id, userId);
    await tx
      .update(orderHistory)
      .set({ note: null })
      .where(and(inArray(orderHistory.order_id, own), isTheirs));
    // Also as staff or rider, of orders of others. Without an index: erasure is rare, and may read the whole history.
    await tx.update(orderHistory).set({ actor_name: ERASED_NAME }).where(isTheirs);
    // An order needs an address: all of them get the same empty one.
    const nowhere = newId();
    await tx
      .insert(addresses)
      .values({ id: nowhere, user_id: userId, line1: "", city: "", postal_code: "", note: "" })
      .onConflictDoNothing();
    await tx
      .update(orders)
      .set({
        address_id: nowhere,
        note: "",
        cancel_note: sql`case when ${orders.cancelled_by} = 'customer' then null else ${orders.cancel_note} end`,
        delivery_pin: null,
        // Filled again by the upkeep, without the name.
        search_text: null,
      })
      .where(eq(orders.user_id, userId));
    await tx.delete(voucherRedemptions).where(eq(voucherRedemptions.user_id, userId));
    await tx.delete(addresses).where(and(eq(addresses.user_id, userId), ne(addresses.id, nowhere)));
    // They hold the answers to this person's requests.
    await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.user_id, userId));
  },
};
