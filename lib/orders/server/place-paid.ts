import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { addresses, orders } from "@/lib/db/schema/orders";
import type { Transaction } from "@/lib/db/transaction";
import { newOrderCode } from "@/lib/orders/model/code";
import type { BoardOrder, TimelineEntry } from "@/lib/orders/model/schema";
import type { Draft } from "@/lib/payments/model/draft";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { eventsOfNewOrder } from "./announce";
import { type Customer, insertsOf } from "./draft";
import { historyOfChanged } from "./history";

/** The customer may have ordered to the same address meanwhile, which is then a row. */
async function findAddress(tx: Transaction, { customer, order }: Draft): Promise<string | null> {
  const { line1, city, postal_code, note } = order.address;
  const { place } = customer;
  const isPlace =
    place === null
      ? isNull(addresses.lat)
      : or(and(eq(addresses.lat, place.lat), eq(addresses.lng, place.lng)));
  const [row] = await tx
    .select({ id: addresses.id })
    .from(addresses)
    .where(
      and(
        eq(addresses.user_id, customer.id),
        eq(addresses.line1, line1),
        eq(addresses.city, city),
        eq(addresses.postal_code, postal_code),
        eq(addresses.note, note),
        isPlace,
      ),
    )
    .limit(1);
  return row?.id ?? null;
}

async function freeCode(tx: Transaction, code: string): Promise<string> {
  const taken = await tx.select({ id: orders.id }).from(orders).where(eq(orders.order_code, code));
  return taken.length === 0 ? code : newOrderCode();
}

export const placedEntry = (actorName: string, at: string): TimelineEntry => ({
  version: 1,
  at,
  action: "place",
  from_status: null,
  to_status: "Order Received",
  actor_kind: "customer",
  actor_name: actorName,
  reason: null,
  note: null,
  minutes: null,
});

/**
 * Places the drafted order in the caller's transaction, because its payment is authorised. The store's time to accept, and all
 * that is counted from when an order was placed, begin now. The caller makes sure that it happens once.
 */
export async function placePaidOrder(tx: Transaction, draft: Draft, now: Date): Promise<BoardOrder> {
  const at = now.toISOString();
  const acceptMs = Date.parse(draft.order.accept_by) - Date.parse(draft.order.created_at);
  const known = draft.customer.addressId === null ? await findAddress(tx, draft) : draft.customer.addressId;
  const order: BoardOrder = {
    ...draft.order,
    order_code: await freeCode(tx, draft.order.order_code),
    address_id: known ?? draft.order.address_id,
    accept_by: new Date(now.getTime() + acceptMs).toISOString(),
    created_at: at,
    updated_at: at,
  };
  const customer: Customer = { ...draft.customer, addressId: known };
  const inserts = insertsOf(order, customer, draft.pin);
  const entry = placedEntry(draft.actor_name, at);
  if (inserts.address !== undefined) await tx.execute(inserts.address);
  await tx.execute(sql`
    with changed as (${inserts.order} returning id, version), items as (${inserts.items})
    ${historyOfChanged(order.user_id, entry)}`);
  publishDrafts(tx, eventsOfNewOrder(order, entry));
  return order;
}
