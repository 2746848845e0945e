import "server-only";
import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { addresses, orderItems, orders, tenants, users } from "@/lib/db/schema";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { errorText } from "@/lib/error-text";
import { claimKey, keepAnswer, releaseKey } from "@/lib/idempotency";
import { type PricedLine, priceCart } from "@/lib/menu/pricing";
import { getMenuInside } from "@/lib/menu/queries";
import type { Menu, Quote } from "@/lib/menu/schema";
import { failure, type Result, success } from "@/lib/result";
import { announceNewOrder } from "./announce";
import { newOrderCode } from "./code";
import { writeHistory } from "./commands";
import { readTimeline, summaryColumns, toSummary, withItems } from "./rows";
import type { Address, OrderDetail, PlaceOrder, TimelineEntry } from "./schema";

/** The only way an order comes into the world. */

type Placed = Result<OrderDetail, Quote>;

const CODE_ATTEMPTS = 5;

/** The person's address, written once however often they order to it. */
async function addressId(tx: Transaction, userId: string, address: Address): Promise<string> {
  const row = {
    userId,
    line1: address.line1,
    city: address.city,
    postalCode: address.postal_code,
    note: address.note,
  };
  const [known] = await tx
    .select({ id: addresses.id })
    .from(addresses)
    .where(
      and(
        eq(addresses.userId, userId),
        eq(addresses.line1, row.line1),
        eq(addresses.city, row.city),
        eq(addresses.postalCode, row.postalCode),
        eq(addresses.note, row.note),
      ),
    )
    .limit(1);
  if (known !== undefined) return known.id;
  const id = newId();
  await tx.insert(addresses).values({ id, ...row });
  return id;
}

interface Draft {
  menu: Menu;
  quote: Quote;
  lines: PricedLine[];
  acceptMinutes: number;
}

async function insertOrder(tx: Transaction, userId: string, input: PlaceOrder, draft: Draft, now: Date) {
  const values = {
    tenantId: draft.menu.tenant.id,
    userId,
    addressId: await addressId(tx, userId, input.address),
    status: "Order Received",
    version: 1,
    note: input.note,
    paymentMethod: input.payment_method,
    paymentStatus: input.payment_method === "cash" ? "due_on_delivery" : "authorized",
    currency: draft.menu.tenant.currency,
    itemsTotal: draft.quote.items_total,
    deliveryFee: draft.quote.delivery_fee,
    finalAmount: draft.quote.total,
    totalQty: draft.lines.reduce((sum, line) => sum + line.quantity, 0),
    acceptBy: new Date(now.getTime() + draft.acceptMinutes * 60_000),
    createdAt: now,
    updatedAt: now,
  };
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt += 1) {
    const [row] = await tx
      .insert(orders)
      .values({ ...values, id: newId(), code: newOrderCode() })
      .onConflictDoNothing({ target: orders.code })
      .returning({ id: orders.id });
    if (row !== undefined) return row.id;
  }
  throw new Error(`No unused order code in ${CODE_ATTEMPTS} attempts`);
}

async function insertItems(tx: Transaction, orderId: string, lines: readonly PricedLine[]): Promise<void> {
  await tx.insert(orderItems).values(
    lines.map((line, position) => ({
      id: newId(),
      orderId,
      menuItemId: line.item.id,
      name: line.item.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      options: line.options.map(({ id, name, price }) => ({ id, name, price })),
      allergens: line.item.allergens,
      note: line.note,
      position,
    })),
  );
}

async function readWhole(tx: Transaction, orderId: string): Promise<OrderDetail> {
  const rows = await tx
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenantId))
    .where(eq(orders.id, orderId));
  const [order] = await withItems(tx, rows.map(toSummary));
  if (order === undefined) throw new Error(`Order ${orderId} is not there`);
  return { ...order, timeline: await readTimeline(tx, orderId) };
}

async function placeInside(
  tx: Transaction,
  person: { userId: string; name: string },
  input: PlaceOrder,
): Promise<Placed> {
  const menu = await getMenuInside(tx, input.tenant_id);
  const [tenant] = await tx
    .select({ acceptMinutes: tenants.acceptMinutes })
    .from(tenants)
    .where(eq(tenants.id, input.tenant_id));
  if (menu === null || tenant === undefined) return failure("not_found", errorText("tenant_not_found"));
  const { quote, lines } = priceCart(menu, input.items);
  const { name } = menu.tenant;
  if (!quote.is_open) return failure("conflict", errorText("store_closed", { name }), { current: quote });
  if (lines.length < input.items.length)
    return failure("conflict", errorText("cannot_order"), { current: quote });
  if (!quote.can_order) return failure("conflict", errorText("below_minimum", { name }), { current: quote });
  if (input.expected_total !== undefined && input.expected_total !== quote.total)
    return failure("conflict", errorText("cart_changed"), { current: quote });

  const now = new Date();
  const orderId = await insertOrder(tx, person.userId, input, { menu, quote, lines, ...tenant }, now);
  await insertItems(tx, orderId, lines);
  const entry: TimelineEntry = {
    version: 1,
    at: now.toISOString(),
    action: "place",
    from_status: null,
    to_status: "Order Received",
    actor_kind: "customer",
    actor_name: person.name,
    reason: null,
    note: null,
    minutes: null,
  };
  await writeHistory(tx, orderId, person.userId, entry);
  const order = await readWhole(tx, orderId);
  await announceNewOrder(tx, order, entry);
  return success(order);
}

/**
 * Places an order at the prices of the server's menu.
 * Fails with `conflict` and the present quote when the store is closed, a dish or option cannot be had, the
 * minimum is not reached, or the total is not the one the customer was shown; nothing is written then, and the
 * key stays free. The same key and request again answer with the order they made.
 */
export async function placeOrder(
  person: { userId: string; name: string },
  input: PlaceOrder,
  { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
): Promise<Placed> {
  return transaction<Placed>(async (tx) => {
    // The person's row may be gone while their session is not: say so instead of failing on a foreign key.
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.id, person.userId));
    if (known === undefined) return failure("unauthenticated", errorText("not_authorized"));
    if (idempotencyKey === undefined) return placeInside(tx, person, input);
    const claim = await claimKey(tx, person.userId, idempotencyKey, input);
    if (claim.kind === "reused") return failure("key_reused", errorText("key_reused"));
    if (claim.kind === "replay") return success(await readWhole(tx, claim.answer.order_id));
    const placed = await placeInside(tx, person, input);
    if (placed.ok) await keepAnswer(tx, person.userId, idempotencyKey, { order_id: placed.data.id });
    else await releaseKey(tx, person.userId, idempotencyKey);
    return placed;
  });
}
