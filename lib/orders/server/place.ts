import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Change, commitChange } from "@/lib/commands/commit-change";
import { defineCommand } from "@/lib/commands/define-command";
import { type Claim, type KeyState, keyColumns, keyStateOf, storeAnswer } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import type { Queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { addresses } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { type PricedLine, priceCart } from "@/lib/menu/model/pricing";
import type { Quote } from "@/lib/menu/model/schema";
import { getOffer } from "@/lib/menu/server/queries";
import {
  type OrderDetail,
  type PlaceOrder,
  placeOrderSchema,
  type TimelineEntry,
} from "@/lib/orders/model/schema";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";
import { eventsOfNewOrder } from "./announce";
import { type Customer, draftOrder, insertsOf } from "./draft";
import { historyOfChanged } from "./history";
import { readWholeOrder } from "./rows";

type Placed = Result<OrderDetail, Quote>;

interface PlaceRequest {
  person: { userId: string; name: string };
  input: PlaceOrder;
  claim: Claim | undefined;
}

/** Returns null when the person no longer exists. */
async function readCustomer(
  db: Queryable,
  { person, input: { address }, claim }: PlaceRequest,
): Promise<{ customer: Customer; key: KeyState } | null> {
  const [row] = await db
    .select({ id: users.id, name: users.name, addressId: addresses.id, ...keyColumns })
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
    .leftJoin(
      idempotencyKeys,
      and(eq(idempotencyKeys.user_id, users.id), eq(idempotencyKeys.key, claim?.key ?? "")),
    )
    .where(eq(users.id, person.userId))
    .limit(1);
  if (row === undefined) return null;
  const { id, name, addressId } = row;
  return { customer: { id, name, addressId }, key: keyStateOf(claim, row) };
}

function refusal(input: PlaceOrder, lines: readonly PricedLine[], quote: Quote, name: string): Placed | null {
  const refuse = (message: string) => failure("conflict", message, { current: quote });
  if (!quote.is_open) return refuse(stateText("store_closed.order", { store: name }));
  if (lines.length < input.items.length) return refuse(errorText("cannot_order"));
  if (!quote.can_order) return refuse(errorText("below_minimum", { name }));
  if (input.expected_total !== undefined && input.expected_total !== quote.total)
    return refuse(stateText("price_changed.cart"));
  return null;
}

async function decidePlacing(db: Queryable, request: PlaceRequest): Promise<Change<Placed>> {
  const { person, input, claim } = request;
  const read = await readCustomer(db, request);
  // A session can outlive its person's row.
  if (read === null) return { answer: failure("unauthenticated", errorText("not_authorized")) };
  const { customer, key } = read;
  if (key.kind === "reused") return { answer: failure("key_reused", errorText("key_reused")) };
  if (key.kind === "replay") {
    const made = await readWholeOrder(db, key.answer.order_id);
    if (made === null) throw new Error(`Order ${key.answer.order_id} does not exist`);
    return { answer: success(made) };
  }
  const offer = await getOffer(db, input.tenant_id);
  if (offer === null) return { answer: failure("not_found", errorText("tenant_not_found")) };
  const { quote, lines } = priceCart(offer.menu, input.items);
  const refused = refusal(input, lines, quote, offer.menu.tenant.name);
  if (refused !== null) return { answer: refused };

  const order = draftOrder(customer, input, { offer, quote, lines }, new Date());
  const inserts = insertsOf(order, customer);
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
        changed: sql`${inserts.order} returning id, version`,
        ...(inserts.address && { address: inserts.address }),
        items: inserts.items,
        history: historyOfChanged(person.userId, entry),
        ...(claim && { kept: storeAnswer(claim, { order_id: order.id }) }),
      },
      events: eventsOfNewOrder(order, entry),
    },
    answer: success({ ...order, timeline: [entry] }),
  };
}

/**
 * Fails with `conflict` and the current quote when the cart cannot be ordered or its total is not `expected_total`; the
 * key stays free then. The same key with the same request returns the order that was placed.
 */
export function placeOrder(
  person: { userId: string; name: string },
  input: PlaceOrder,
  { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
): Promise<Placed> {
  const claim =
    idempotencyKey === undefined ? undefined : { userId: person.userId, key: idempotencyKey, request: input };
  return commitChange((db) => decidePlacing(db, { person, input, claim }));
}

export const placeOrderCommand = defineCommand({
  name: "place_order",
  scope: "orders:write",
  limit: "place_order",
  input: placeOrderSchema,
  authorise: () => null,
  run: ({ viewer, input, idempotencyKey }) => placeOrder(viewer, input, { idempotencyKey }),
});
