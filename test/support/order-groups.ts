import type { Promised } from "@/lib/board/model/deadlines";
import { type OrderGroup, QUARTER_SECONDS } from "@/lib/figures/model/day-figures";
import type { OrderChanges } from "@/lib/orders/model/changing-fields";
import { isFinal } from "@/lib/orders/model/lifecycle";

export type CountedOrder = Promised &
  Pick<OrderChanges, "cancelled_by" | "cancel_reason" | "payment_status"> & { readonly final_amount: number };

function groupOf(order: CountedOrder): OrderGroup {
  const { order_status, payment_status, cancelled_by, cancel_reason, final_amount } = order;
  const placed = Date.parse(order.created_at) / 1_000;
  const promised = order.promised_at === null ? null : Date.parse(order.promised_at);
  const delivered = Date.parse(order.delivered_at ?? order.updated_at);
  return {
    ...{ order_status, payment_status, cancelled_by, cancel_reason, final_amount },
    orders: 1,
    accept_seconds: order.accepted_at === null ? [] : [Date.parse(order.accepted_at) / 1_000 - placed],
    seconds_after_promise:
      order_status === "Delivered" && promised !== null ? [(delivered - promised) / 1_000] : [],
    quarters: [Math.floor(placed / QUARTER_SECONDS)],
    changed_at: Date.parse(order.updated_at),
    open: isFinal(order_status) ? [] : [order],
  };
}

const joined = (one: OrderGroup, other: OrderGroup): OrderGroup => ({
  ...one,
  orders: one.orders + other.orders,
  final_amount: one.final_amount + other.final_amount,
  accept_seconds: [...one.accept_seconds, ...other.accept_seconds],
  seconds_after_promise: [...one.seconds_after_promise, ...other.seconds_after_promise],
  quarters: [...one.quarters, ...other.quarters],
  changed_at: Math.max(one.changed_at, other.changed_at),
  open: [...one.open, ...other.open],
});

/** Groups orders as `readOrderGroups` has PostgreSQL do it. */
export function groupsOf(orders: readonly CountedOrder[]): OrderGroup[] {
  const groups = new Map<string, OrderGroup>();
  for (const order of orders) {
    const { order_status, payment_status, cancelled_by, cancel_reason } = order;
    const key = [order_status, payment_status, cancelled_by, cancel_reason].join();
    const known = groups.get(key);
    groups.set(key, known === undefined ? groupOf(order) : joined(known, groupOf(order)));
  }
  return [...groups.values()];
}
