import "server-only";
import { and, eq } from "drizzle-orm";
import { type Change, commitChange } from "@/lib/commands/commit-change";
import { type Claim, keepAnswer, readKey } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import type { Queryable } from "@/lib/db/client";
import { addresses, orderItems, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { type PricedLine, priceCart } from "@/lib/menu/model/pricing";
import type { Quote } from "@/lib/menu/model/schema";
import { getOffer } from "@/lib/menu/server/queries";
import type { Address, OrderDetail, PlaceOrder, TimelineEntry } from "@/lib/orders/model/schema";
import { errorText } from "@/lib/text/error-text";
import { eventsOfNewOrder } from "./announce";
import { boardOrderOf, type Customer, draftOrder } from "./draft";
import { historyOfChanged } from "./history";
import { readTimeline, summaryColumns, toSummary, withItems } from "./rows";

/** The only writer of new orders. */

type Placed = Result<OrderDetail, Quote>;

/** The person and their address, written once however often they order to it; null for who is not there any more. */
async function readCustomer(db: Queryable, userId: string, address: Address): Promise<Customer | null> {
  const [customer] = await db
    .select({ id: users.id, name: users.name, addressId: addresses.id })
    .from(users)
    .leftJoin(
      addresses,
      and(
        eq(addresses.user_id, users.id),
        eq(addresses.line1, address.line1),
        eq(addresses.city, address.city),
        eq(addresses.postal_code, address.postal_code),
        eq(addresses.note, address.note),
      ),
    )
    .where(eq(users.id, userId))
    .limit(1);
  return customer ?? null;
}

async function readWhole(db: Queryable, orderId: string): Promise<OrderDetail> {
  const rows = await db
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(eq(orders.id, orderId));
  const [order] = await withItems(db, rows.map(toSummary));
  if (order === undefined) throw new Error(`Order ${orderId} is not there`);
  return { ...order, timeline: await readTimeline(db, orderId) };
}

function refusal(input: PlaceOrder, lines: readonly PricedLine[], quote: Quote, name: string): Placed | null {
  const refuse = (message: string) => failure("conflict", message, { current: quote });
  if (!quote.is_open) return refuse(errorText("store_closed", { name }));
  if (lines.length < input.items.length) return refuse(errorText("cannot_order"));
  if (!quote.can_order) return refuse(errorText("below_minimum", { name }));
  if (input.expected_total !== undefined && input.expected_total !== quote.total)
    return refuse(errorText("cart_changed"));
  return null;
}

interface PlaceRequest {
  person: { userId: string; name: string };
  input: PlaceOrder;
  claim: Claim | undefined;
}

async function decidePlacing(db: Queryable, { person, input, claim }: PlaceRequest): Promise<Change<Placed>> {
  // The person's row may be gone while their session is not: answer that instead of failing on a foreign key.
  const customer = await readCustomer(db, person.userId, input.address);
  if (customer === null) return { answer: failure("unauthenticated", errorText("not_authorized")) };
  const key = claim === undefined ? ({ kind: "fresh" } as const) : await readKey(db, claim);
  if (key.kind === "reused") return { answer: failure("key_reused", errorText("key_reused")) };
  if (key.kind === "replay") return { answer: success(await readWhole(db, key.answer.order_id)) };
  const offer = await getOffer(db, input.tenant_id);
  if (offer === null) return { answer: failure("not_found", errorText("tenant_not_found")) };
  const { quote, lines } = priceCart(offer.menu, input.items);
  const refused = refusal(input, lines, quote, offer.menu.tenant.name);
  if (refused !== null) return { answer: refused };

  const draft = draftOrder(customer, input, { offer, quote, lines }, new Date());
  const order = boardOrderOf(draft, customer, input.address, offer.menu.tenant);
  const entry: TimelineEntry = {
    version: 1,
    at: order.created_at,
    action: "place",
    from_status: null,
    to_status: "Order Received",
    actor_kind: "customer",
    actor_name: person.name,
    reason: null,
    note: null,
    minutes: null,
  };
  return {
    write: {
      steps: {
        changed: db.insert(orders).values(draft.row).returning({ id: orders.id }),
        ...(draft.newAddress && { address: db.insert(addresses).values(draft.newAddress) }),
        items: db.insert(orderItems).values(draft.items),
        history: historyOfChanged(person.userId, entry),
        ...(claim && { kept: keepAnswer(claim, { order_id: order.id }) }),
      },
      events: eventsOfNewOrder(order, entry),
    },
    answer: success({ ...order, timeline: [entry] }),
  };
}

/**
 * Places an order at the prices of the server's menu.
 * Fails with `conflict` and the present quote when the store is closed, a dish or option cannot be had, the
 * minimum is not reached, or the total is not the one the customer was shown; nothing is written then, and the
 * key stays free. The same key and request again answer with the order they made.
 */
export function placeOrder(
  person: { userId: string; name: string },
  input: PlaceOrder,
  { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
): Promise<Placed> {
  const claim =
    idempotencyKey === undefined ? undefined : { userId: person.userId, key: idempotencyKey, request: input };
  // An order code or a key that was taken meanwhile makes it start again.
  return commitChange((db) => decidePlacing(db, { person, input, claim }));
}
