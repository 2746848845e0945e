import type { BoardOrder } from "@/lib/orders/model/schema";

export interface News {
  /** New orders that wait to be accepted. */
  arrived: BoardOrder[];
  /** Known orders that were active before and are cancelled now. */
  cancelled: BoardOrder[];
}

type Seen = ReadonlyMap<string, BoardOrder["order_status"]>;

/**
 * What changed between two states of the board, however the second one came: by an event, a poll or a
 * reading after a reset. What was seen once is never news again.
 */
export function newsSince(seen: Seen, orders: readonly BoardOrder[]): News {
  return {
    arrived: orders.filter((order) => order.order_status === "Order Received" && !seen.has(order.id)),
    cancelled: orders.filter(
      (order) =>
        order.order_status === "Cancelled" && seen.has(order.id) && seen.get(order.id) !== "Cancelled",
    ),
  };
}

/** Statuses only go forward, so an order that fell off the board keeps the last one it was seen in. */
export function seenWith(seen: Seen, orders: readonly BoardOrder[]): Seen {
  return new Map([...seen, ...orders.map((order) => [order.id, order.order_status] as const)]);
}

/** Orders that still ring: nobody on the staff has taken notice of them. */
export function ringing(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => order.order_status === "Order Received" && order.acknowledged_at === null);
}
