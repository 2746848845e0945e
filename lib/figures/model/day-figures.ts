import { isLateOrder, type Promised } from "@/lib/board/model/deadlines";
import type { OrderChanges } from "@/lib/orders/model/changing-fields";
import { PARTNER_REASONS } from "@/lib/orders/model/terms";
import { hourOf } from "./day";
import { percentile } from "./percentile";
import type { DayTotals } from "./schema";

export type CountedOrder = Promised &
  Pick<OrderChanges, "cancelled_by" | "cancel_reason" | "payment_status"> & {
    /** Minor units. */
    readonly final_amount: number;
  };

/** A cancelled order brings nothing, nor does one whose money was released or paid back. */
export function revenueOf(
  order: Pick<CountedOrder, "order_status" | "payment_status" | "final_amount">,
): number {
  const isLost =
    order.order_status === "Cancelled" ||
    order.payment_status === "released" ||
    order.payment_status === "refunded";
  return isLost ? 0 : order.final_amount;
}

const ofStore: readonly string[] = PARTNER_REASONS.filter((reason) => reason !== "OTHER");

/**
 * True when the store declined or cancelled the order, or let its time pass; also when an admin did it for the store, or
 * the customer because a dish was sold out.
 */
export function isOwnFault(
  order: Pick<CountedOrder, "order_status" | "cancelled_by" | "cancel_reason">,
): boolean {
  if (order.order_status !== "Cancelled") return false;
  // The only reason of the store that a customer can cancel for: they chose to when a dish was sold out.
  if (order.cancelled_by === "customer") return order.cancel_reason === "OUT_OF_ITEMS";
  if (order.cancelled_by === "partner" || order.cancel_reason === "PARTNER_TIMEOUT") return true;
  return order.cancel_reason !== null && ofStore.includes(order.cancel_reason);
}

function acceptSeconds({ created_at, accepted_at }: CountedOrder): number[] {
  return accepted_at === null ? [] : [(Date.parse(accepted_at) - Date.parse(created_at)) / 1000];
}

const isCancelled = ({ order_status }: CountedOrder) => order_status === "Cancelled";
const count = (orders: readonly CountedOrder[], is: (order: CountedOrder) => boolean) =>
  orders.reduce((sum, order) => sum + (is(order) ? 1 : 0), 0);

/** `now` (ms) decides which of the open orders are late. */
export function totalsOf(orders: readonly CountedOrder[], now: number): DayTotals {
  const accepted = orders.flatMap(acceptSeconds);
  return {
    orders: orders.length,
    revenue: orders.reduce((sum, order) => sum + revenueOf(order), 0),
    median_accept_seconds: percentile(accepted, 0.5),
    p90_accept_seconds: percentile(accepted, 0.9),
    late: count(orders, (order) => isLateOrder(order, now)),
    cancelled: count(orders, isCancelled),
    own_fault: count(orders, isOwnFault),
  };
}

/** Offsets of time zones are multiples of it, so the hour does not change within. */
const QUARTER_MS = 15 * 60_000;

/** Counts the hour that the clocks show twice once, with the orders of both. */
export function byHour(orders: readonly Pick<CountedOrder, "created_at">[], timeZone: string): number[] {
  const quarters = new Map<number, number>();
  for (const { created_at } of orders) {
    const quarter = Math.floor(Date.parse(created_at) / QUARTER_MS);
    quarters.set(quarter, (quarters.get(quarter) ?? 0) + 1);
  }
  const hours = Array.from({ length: 24 }, () => 0);
  for (const [quarter, count] of quarters) {
    const hour = hourOf(quarter * QUARTER_MS, timeZone);
    hours[hour] = (hours[hour] ?? 0) + count;
  }
  return hours;
}
