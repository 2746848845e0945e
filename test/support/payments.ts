import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { paymentAttempts, payments } from "@/lib/db/schema/payments";
import { channelEvents } from "@/lib/db/schema/realtime";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { placeOrder } from "@/lib/orders/server/place";
import { payDemo } from "@/lib/payments/server/pay-demo";
import { countDemoCalls } from "@/lib/payments/server/providers/demo/provider";
import { settleOrders, settleRefunds, startPayments } from "@/lib/payments/server/react-to-events";
import { settle } from "@/lib/payments/server/settle";
import { drain } from "@/lib/reactions/drain";
import { orderFor, type TestRestaurant } from "./world";

export const OK_CARD = "4242424242424242";

/** Places an order by card; nothing is paid yet. */
export async function draftCardOrder(
  customer: Viewer,
  restaurant: TestRestaurant,
  over: Partial<PlaceOrder> = {},
) {
  const placed = await placeOrder(customer, orderFor(restaurant, { payment_method: "card", ...over }));
  if (!placed.ok) throw new Error(placed.message);
  const { payment } = placed.data;
  if (payment === undefined || payment === null) throw new Error("The order has no payment");
  return { ...placed.data, payment, secret: payment.client_secret ?? "" };
}

/** Runs the reactions and the jobs that are due. */
export async function runPayments(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await drain([startPayments, settleOrders, settleRefunds], 10_000);
    await drainJobs([settle], 10_000);
  }
}

/** Places an order by card and pays it. */
export async function makeCardOrder(
  customer: Viewer,
  restaurant: TestRestaurant,
  { card = OK_CARD, ...over }: Partial<PlaceOrder> & { card?: string } = {},
) {
  const drafted = await draftCardOrder(customer, restaurant, over);
  await payDemo(drafted.secret, { card });
  await runPayments();
  return drafted;
}

export async function readPaymentRow(orderId: string) {
  const db = await queryable();
  const [row] = await db.select().from(payments).where(eq(payments.order_id, orderId));
  if (row === undefined) throw new Error(`Order ${orderId} has no payment`);
  return row;
}

export async function readAttemptsOf(orderId: string) {
  const { id } = await readPaymentRow(orderId);
  const db = await queryable();
  return db
    .select({ kind: paymentAttempts.kind, outcome: paymentAttempts.outcome, code: paymentAttempts.code })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.payment_id, id))
    .orderBy(paymentAttempts.at, paymentAttempts.id);
}

/** What the provider carried out, by kind. */
export async function carriedOut(
  orderId: string,
): Promise<Record<string, { carried_out: number; amount: number }>> {
  const { provider_ref } = await readPaymentRow(orderId);
  const counted = await countDemoCalls(await queryable(), provider_ref ?? "");
  return Object.fromEntries(counted.map(({ kind, carried_out, amount }) => [kind, { carried_out, amount }]));
}

export async function hasOrderRow(orderId: string): Promise<boolean> {
  const db = await queryable();
  const rows = await db.select({ id: orders.id }).from(orders).where(eq(orders.id, orderId));
  return rows.length > 0;
}

/** Makes it so that an order was accepted `seconds` earlier, so that its time to undo is over. */
export async function acceptedEarlier(orderId: string, seconds = 60): Promise<void> {
  const db = await queryable();
  await db
    .update(orders)
    .set({ accepted_at: sql`${orders.accepted_at} - make_interval(secs => ${seconds})` })
    .where(and(eq(orders.id, orderId), isNotNull(orders.accepted_at)));
}

export async function eventsOn(channel: string, type: string) {
  const db = await queryable();
  const rows = await db
    .select()
    .from(channelEvents)
    .where(and(eq(channelEvents.channel, channel), eq(channelEvents.type, type)))
    .orderBy(channelEvents.offset);
  return rows.map(({ data }) => JSON.parse(data));
}
