import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { standstillEnd, type Windows } from "@/lib/broadcasts/model/standstill";
import { toWindows, windowsSince } from "@/lib/broadcasts/server/queries";
import { type Change, commitChange } from "@/lib/commands/commit-change";
import { defineCommand } from "@/lib/commands/define-command";
import { type Claim, type KeyState, keyColumns, keyStateOf, storeAnswer } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { addresses, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { env, isPlayMoney } from "@/lib/env";
import { findPlace } from "@/lib/geo/server/queries";
import { type PricedLine, priceCart } from "@/lib/menu/model/pricing";
import type { Quote } from "@/lib/menu/model/schema";
import { getOffer, type Offer, type OfferAt, offerAt } from "@/lib/menu/server/queries";
import {
  type BoardOrder,
  type OrderDetail,
  type PlaceOrder,
  pinOf,
  placeOrderSchema,
} from "@/lib/orders/model/schema";
import type { OrderPayment } from "@/lib/payments/model/schema";
import { PAY_MINUTES } from "@/lib/payments/model/terms";
import { canPayByCard, providerOfNewPayments, tryToStart } from "@/lib/payments/server/commands";
import {
  countWaiting,
  newPayment,
  readDraftedOrder,
  readPaymentOfOrder,
} from "@/lib/payments/server/queries";
import { stopReason } from "@/lib/platform/server/switches";
import { notTaking } from "@/lib/stores/model/status/not-taking";
import { needsPlace } from "@/lib/stores/model/zones/area";
import { errorText } from "@/lib/text/error-text";
import { formatMoney, formatTime } from "@/lib/text/format";
import { stateText } from "@/lib/text/state-text";
import { redemptionSteps } from "@/lib/vouchers/server/commands";
import { readTypedVoucher, withVoucherWords } from "@/lib/vouchers/server/queries";
import { eventsOfNewOrder } from "./announce";
import { newDeliveryPin } from "./delivery-pin";
import { type Customer, draftOrder, insertsOf } from "./draft";
import { isActive } from "./has-status";
import { historyOfChanged } from "./history";
import { placedEntry } from "./place-paid";
import { readWholeOrder } from "./rows";

type Placed = Result<OrderDetail, Quote>;

interface PlaceRequest {
  person: { userId: string; name: string };
  input: PlaceOrder;
  claim: Claim | undefined;
  /** Staff place it to hear the alarm, whatever the store's hours. No rider brings it. */
  isTest?: boolean;
}

/** Open orders of the store, and of the person at the store. */
interface OpenOrders {
  ofStore: number;
  ofPerson: number;
}

/** What keeps the whole platform from taking orders. */
interface Halts {
  /** Null: orders are taken. */
  stopReason: string | null;
  /** Null: cards are taken. */
  cardStopReason: string | null;
  maintenance: Windows;
}

/** Counts up to `limit`, without test orders; 0 counts nothing. */
const countOpen = (limit: number, where: SQL | undefined) =>
  limit === 0
    ? sql<number>`0`
    : sql<number>`(
        select count(*)::int from (select 1 from ${orders} where ${and(isActive, eq(orders.is_test, false), where)} limit ${limit}) as open
      )`;

/** Returns null when the person no longer exists. */
async function readCustomer(
  db: Queryable,
  { person, input: { address, tenant_id }, claim }: PlaceRequest,
): Promise<{ customer: Customer; key: KeyState; open: OpenOrders; halts: Halts } | null> {
  const { OPEN_ORDERS_PER_STORE, OPEN_ORDERS_PER_PERSON } = env();
  const atStore = eq(orders.tenant_id, tenant_id);
  const pin = pinOf(address);
  const [row] = await db
    .select({
      id: users.id,
      name: users.name,
      addressId: addresses.id,
      lat: addresses.lat,
      lng: addresses.lng,
      ofStore: countOpen(OPEN_ORDERS_PER_STORE, atStore),
      ofPerson: sql<number>`${countOpen(OPEN_ORDERS_PER_PERSON, and(atStore, eq(orders.user_id, person.userId)))}
        + ${countWaiting(OPEN_ORDERS_PER_PERSON, person.userId, tenant_id)}`,
      // In this query, so that it costs no round trip.
      stopReason: stopReason("intake"),
      cardStopReason: stopReason("payments"),
      maintenance: windowsSince(sql`now()`),
      ...keyColumns,
    })
    .from(users)
    .leftJoin(
      addresses,
      and(
        eq(addresses.user_id, users.id),
        eq(addresses.line1, address.line1),
        eq(addresses.city, address.city),
        eq(addresses.postal_code, address.postal_code),
        eq(addresses.note, address.note),
        ...(pin === null ? [] : [eq(addresses.lat, pin.lat), eq(addresses.lng, pin.lng)]),
      ),
    )
    .leftJoin(
      idempotencyKeys,
      and(eq(idempotencyKeys.user_id, users.id), eq(idempotencyKeys.key, claim?.key ?? "")),
    )
    .where(eq(users.id, person.userId))
    // The newest, of those with a place.
    .orderBy(sql`${addresses.lat} is null`, desc(addresses.id))
    .limit(1);
  if (row === undefined) return null;
  const { id, name, addressId, lat, lng, ofStore, ofPerson } = row;
  const place = lat === null || lng === null ? pin : { lat, lng };
  return {
    customer: { id, name, addressId, place },
    key: keyStateOf(claim, row),
    open: { ofStore, ofPerson },
    halts: {
      stopReason: row.stopReason,
      cardStopReason: row.cardStopReason,
      maintenance: toWindows(row.maintenance),
    },
  };
}

/**
 * Looks up the address of a customer who has put no pin, where the store has to know its place, or where riders may bring the
 * order: without a place, no rider is planned for it. The checkout has done so before, so the answer is remembered in most
 * cases; no lock is held meanwhile.
 */
async function locate(customer: Customer, { address }: PlaceOrder, offer: Offer): Promise<Customer> {
  const isOfUse = needsPlace(offer.delivery) || offer.delivery.by === "either";
  if (customer.place !== null || !isOfUse) return customer;
  const found = await findPlace(address);
  // The row of the address has no place, and orders of the past keep it.
  return found.kind === "found" ? { ...customer, addressId: null, place: found.place } : customer;
}

function refusal(
  input: PlaceOrder,
  lines: readonly PricedLine[],
  quote: Quote,
  { menu: { tenant }, status, area }: OfferAt,
): Placed | null {
  const refuse = (message: string) => failure("conflict", message, { current: quote });
  if (!quote.is_open) {
    const { state, values } = notTaking(tenant, status, Date.now());
    return refuse(stateText(state, values));
  }
  if (lines.length < input.items.length) return refuse(errorText("cannot_order"));
  if (area.kind === "unknown") return refuse(errorText("place_needed"));
  if (area.kind === "outside") return refuse(errorText("outside_area", { name: tenant.name }));
  if (quote.voucher !== null && quote.voucher.message !== null)
    return failure("conflict", quote.voucher.message, {
      current: quote,
      fieldErrors: { voucher_code: quote.voucher.message },
    });
  if (!quote.can_order) return refuse(errorText("below_minimum", { name: tenant.name }));
  if (input.expected_total !== undefined && input.expected_total !== quote.total)
    return refuse(stateText("price_changed.cart"));
  return null;
}

/** Two orders that are placed at once may both get the last place. */
function overload({ ofStore, ofPerson }: OpenOrders, quote: Quote, name: string): Placed | null {
  const { OPEN_ORDERS_PER_STORE, OPEN_ORDERS_PER_PERSON } = env();
  const isOver = (open: number, limit: number) => limit > 0 && open >= limit;
  const refuse = (message: string) => failure("conflict", message, { current: quote });
  if (isOver(ofPerson, OPEN_ORDERS_PER_PERSON))
    return refuse(errorText("too_many_open_orders", { limit: OPEN_ORDERS_PER_PERSON, name }));
  return isOver(ofStore, OPEN_ORDERS_PER_STORE) ? refuse(errorText("store_full", { name })) : null;
}

/** Maintenance ends by the clock, whether or not anybody says so. */
function refuseHalted(
  { stopReason: reason, maintenance }: Halts,
  quote: Quote,
  timeZone: string,
): Placed | null {
  const refuse = (message: string) => failure("conflict", message, { current: quote });
  if (reason !== null)
    return refuse(stateText("store_closed.stopped", { reason: reason.replace(/[.!?\s]+$/, "") }));
  const end = standstillEnd(Date.now(), maintenance);
  if (end === null) return null;
  const time = formatTime(new Date(end).toISOString(), timeZone);
  return refuse(stateText("store_closed.maintenance", { time }));
}

/** Against a menu that changes in this moment. */
const refuseTest = (input: PlaceOrder, lines: readonly PricedLine[], quote: Quote): Placed | null =>
  lines.length < input.items.length
    ? failure("conflict", errorText("cannot_order"), { current: quote })
    : null;

/** Riders come for orders that the store does not bring itself. */
function refuseTip({ tip }: PlaceOrder, { menu: { tenant } }: Offer) {
  if (tip === undefined || tip === null || tip.amount === 0) return null;
  if (tip.to !== "rider" || tenant.delivery_by !== "store") return null;
  const problem = errorText("tip_without_rider", { name: tenant.name });
  return failure<Quote>("invalid", problem, { fieldErrors: { "tip.to": problem } });
}

function refuseCash({ payment_method }: PlaceOrder, { menu: { tenant }, cashMaximum }: Offer, total: number) {
  if (payment_method !== "cash" || cashMaximum === null || total <= cashMaximum) return null;
  const amount = formatMoney(cashMaximum, tenant.currency);
  const problem = errorText("cash_too_high", { name: tenant.name, amount });
  return failure<Quote>("invalid", problem, { fieldErrors: { payment_method: problem } });
}

function refuseCard({ payment_method }: PlaceOrder, { cardStopReason }: Halts, quote: Quote): Placed | null {
  const isTaken = payment_method === "card" ? canPayByCard() : payment_method === "cash" || isPlayMoney();
  const problem = errorText("payments.no_cards");
  if (!isTaken) return failure<Quote>("invalid", problem, { fieldErrors: { payment_method: problem } });
  if (payment_method !== "card" || cardStopReason === null) return null;
  const reason = cardStopReason.replace(/[.!?\s]+$/, "");
  return failure("conflict", errorText("payments.stopped", { reason }), { current: quote });
}

async function decidePlacing(db: Queryable, request: PlaceRequest): Promise<Change<Placed>> {
  const { person, input, claim, isTest = false } = request;
  const read = await readCustomer(db, request);
  // A session can outlive its person's row.
  if (read === null) return { answer: failure("unauthenticated", errorText("not_authorized")) };
  const { key, open, halts } = read;
  if (key.kind === "reused") return { answer: failure("key_reused", errorText("key_reused")) };
  if (key.kind === "replay") {
    const made =
      (await readWholeOrder(db, key.answer.order_id, person.userId)) ??
      (await readDraftedOrder(db, key.answer.order_id, person.userId));
    if (made === null) throw new Error(`Order ${key.answer.order_id} does not exist`);
    return { answer: success(made) };
  }
  const anywhere = await getOffer(db, input, isTest);
  if (anywhere === null) return { answer: failure("not_found", errorText("tenant_not_found")) };
  const customer = await locate(read.customer, input, anywhere);
  const offer = offerAt(anywhere, customer.place);
  const typed = isTest ? null : await readTypedVoucher(db, input.voucher_code, person.userId);
  const { quote: priced, lines } = priceCart(offer.menu, input.items, offer.status, offer.area, {
    tip: isTest ? null : input.tip,
    voucher: typed,
    now: Date.now(),
  });
  const quote = withVoucherWords(priced, offer.menu.tenant, typed);
  const { name, time_zone } = offer.menu.tenant;
  const refused = isTest
    ? refuseTest(input, lines, quote)
    : (refuseHalted(halts, quote, time_zone) ??
      refusal(input, lines, quote, offer) ??
      refuseTip(input, offer) ??
      refuseCash(input, offer, quote.total) ??
      refuseCard(input, halts, quote) ??
      overload(open, quote, name));
  if (refused !== null) return { answer: refused };

  const draft = draftOrder(customer, input, { offer, quote, lines }, new Date());
  // Said of every order, so that a repeated request gets the same answer.
  const order = { ...draft, is_test: isTest, ...(isTest && { delivery_by: "store" as const }) };
  const pin = newDeliveryPin();
  const redeeming =
    typed === null || typeof typed.known === "string"
      ? null
      : redemptionSteps(typed.known, { orderId: order.id, userId: customer.id, amount: order.discount });
  if (mustBePaidFirst(order))
    return draftChange(order, { customer, pin, claim, actorName: person.name, redeeming });
  const inserts = insertsOf(order, customer, pin, redeeming !== null);
  const entry = placedEntry(person.name, order.created_at);
  return {
    write: {
      steps: {
        ...(redeeming && { redeemed: redeeming.redeemed }),
        changed: sql`${inserts.order} returning id, version`,
        ...(redeeming && { redemption: redeeming.redemption }),
        ...(inserts.address && { address: inserts.address }),
        items: inserts.items,
        history: historyOfChanged(person.userId, entry),
        ...(claim && { kept: storeAnswer(claim, { order_id: order.id }) }),
      },
      events: eventsOfNewOrder(order, entry),
    },
    answer: success({
      ...order,
      timeline: [entry],
      delivery_pin: order.delivery_by === "store" ? null : pin,
    }),
  };
}

/** A voucher may pay for all of it. */
const mustBePaidFirst = ({ payment_method, final_amount }: BoardOrder) =>
  payment_method === "card" && final_amount > 0;

/** Writes the payment with the drafted order instead of the order: the store must not see it before it is paid. */
function draftChange(
  order: BoardOrder,
  {
    customer,
    pin,
    claim,
    actorName,
    redeeming,
  }: {
    customer: Customer;
    pin: string;
    claim: Claim | undefined;
    actorName: string;
    redeeming: ReturnType<typeof redemptionSteps> | null;
  },
): Change<Placed> {
  const now = new Date(order.created_at);
  const expiresAt = new Date(now.getTime() + PAY_MINUTES * 60_000);
  const draft = { order, customer, pin, actor_name: actorName };
  const provider = providerOfNewPayments();
  const { changed, events } = newPayment({
    ...{ id: newId(), provider, draft, now, expiresAt },
    isRedeeming: redeeming !== null,
  });
  const payment: OrderPayment = {
    status: "waiting",
    amount: order.final_amount,
    ...{ authorized: 0, captured: 0, refunded: 0, version: 1, attempts: [], is_over: false },
    ...{ currency: order.currency, provider, placed_at: null, expires_at: expiresAt.toISOString() },
    client_secret: null,
  };
  return {
    write: {
      steps: {
        ...(redeeming && { redeemed: redeeming.redeemed }),
        changed,
        ...(redeeming && { redemption: redeeming.redemption }),
        ...(claim && { kept: storeAnswer(claim, { order_id: order.id }) }),
      },
      events,
    },
    answer: success({ ...order, timeline: [], delivery_pin: null, payment }),
  };
}

/** A payment that is not there yet cannot be confirmed. */
async function withSecret(placed: Placed, userId: string): Promise<Placed> {
  if (!placed.ok || placed.data.payment?.placed_at !== null) return placed;
  const { id, payment } = placed.data;
  if (payment.client_secret === null) await tryToStart(id);
  const started = await readPaymentOfOrder(await queryable(), id, userId);
  return success({ ...placed.data, payment: started ?? payment });
}

/**
 * Fails with `conflict` and the current quote when the cart cannot be ordered or its total is not `expected_total`; the
 * key stays free then. The same key with the same request returns the order that was placed.
 */
export async function placeOrder(
  person: { userId: string; name: string },
  input: PlaceOrder,
  { idempotencyKey, isTest = false }: { idempotencyKey?: string | undefined; isTest?: boolean } = {},
): Promise<Placed> {
  const claim =
    idempotencyKey === undefined ? undefined : { userId: person.userId, key: idempotencyKey, request: input };
  const placed = await commitChange((db) => decidePlacing(db, { person, input, claim, isTest }));
  return withSecret(placed, person.userId);
}

export const placeOrderCommand = defineCommand({
  name: "place_order",
  scope: "orders:write",
  limit: "place_order",
  input: placeOrderSchema,
  authorise: () => null,
  run: ({ viewer, input, idempotencyKey }) => placeOrder(viewer, input, { idempotencyKey }),
});
