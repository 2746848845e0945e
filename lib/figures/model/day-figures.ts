import { isLateDelivery, isLateOrder, type Promised } from "@/lib/board/model/deadlines";
import type { OrderChanges } from "@/lib/orders/model/changing-fields";
import { PARTNER_REASONS } from "@/lib/orders/model/terms";
import { hourOf } from "./day";
import { percentile } from "./percentile";
import type { DayTotals } from "./schema";

type Outcome = Pick<OrderChanges, "order_status" | "payment_status" | "cancelled_by" | "cancel_reason">;

/** Orders of a day that came to the same end, with what the figures need of them. */
export interface OrderGroup extends Outcome {
  readonly orders: number;
  /** The sum of all of them, in minor units. */
  readonly final_amount: number;
  /** From placing to accepting, of those that were accepted. */
  readonly accept_seconds: readonly number[];
  /** From the promised time to the delivery, below 0 before it, of those that were delivered. */
  readonly seconds_after_promise: readonly number[];
  /** When each was placed, in quarters of an hour since 1970. */
  readonly quarters: readonly number[];
  /** The last change of any of them (ms since the epoch). */
  readonly changed_at: number;
  /** The orders themselves while they are not over: only those can become late, or have their time pass. */
  readonly open: readonly Promised[];
}

/** A cancelled order brings nothing, nor does one whose money was released or paid back. */
export function revenueOf(
  order: Pick<OrderGroup, "order_status" | "payment_status" | "final_amount">,
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
export function isOwnFault(order: Pick<Outcome, "order_status" | "cancelled_by" | "cancel_reason">): boolean {
  if (order.order_status !== "Cancelled") return false;
  // The only reason of the store that a customer can cancel for: they chose to when a dish was sold out.
  if (order.cancelled_by === "customer") return order.cancel_reason === "OUT_OF_ITEMS";
  if (order.cancelled_by === "partner" || order.cancel_reason === "PARTNER_TIMEOUT") return true;
  return order.cancel_reason !== null && ofStore.includes(order.cancel_reason);
}

const sumOf = (groups: readonly OrderGroup[], of: (group: OrderGroup) => number) =>
  groups.reduce((sum, group) => sum + of(group), 0);
const ordersIf = (is: boolean, { orders }: OrderGroup) => (is ? orders : 0);

/** `now` (ms) decides which of the open orders are late. */
export function totalsOf(groups: readonly OrderGroup[], now: number): DayTotals {
  const accepted = groups.flatMap(({ accept_seconds }) => accept_seconds);
  return {
    orders: sumOf(groups, ({ orders }) => orders),
    revenue: sumOf(groups, revenueOf),
    median_accept_seconds: percentile(accepted, 0.5),
    p90_accept_seconds: percentile(accepted, 0.9),
    late: sumOf(
      groups,
      ({ open, seconds_after_promise }) =>
        open.filter((order) => isLateOrder(order, now)).length +
        seconds_after_promise.filter(isLateDelivery).length,
    ),
    cancelled: sumOf(groups, (group) => ordersIf(group.order_status === "Cancelled", group)),
    own_fault: sumOf(groups, (group) => ordersIf(isOwnFault(group), group)),
  };
}

/** Offsets of time zones are multiples of it, so the hour does not change within. */
export const QUARTER_SECONDS = 15 * 60;

/** Counts the hour that the clocks show twice once, with the orders of both. */
export function byHour(groups: readonly Pick<OrderGroup, "quarters">[], timeZone: string): number[] {
  const counts = new Map<number, number>();
  for (const { quarters } of groups)
    for (const quarter of quarters) counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  const hours = Array.from({ length: 24 }, () => 0);
  for (const [quarter, count] of counts) {
    const hour = hourOf(quarter * QUARTER_SECONDS * 1_000, timeZone);
    hours[hour] = (hours[hour] ?? 0) + count;
  }
  return hours;
}
