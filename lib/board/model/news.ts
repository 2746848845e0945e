import type { BoardOrder } from "@/lib/orders/model/schema";

export interface News {
  /** New orders that wait to be accepted. */
  arrived: BoardOrder[];
  /** Known orders that were active before and are cancelled now. */
  cancelled: BoardOrder[];
}

type Seen = ReadonlyMap<string, BoardOrder["order_status"]>;

/**
 * Returns what changed between two states of the board, for sounds and announcements, whether the second one came by an
 * event, a poll or a refetch. An order that was seen before is never reported as new.
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

/** Adds the orders to `seen`. Orders that left the board keep their last status: statuses only move forward. */
export function seenWith(seen: Seen, orders: readonly BoardOrder[]): Seen {
  return new Map([...seen, ...orders.map((order) => [order.id, order.order_status] as const)]);
}

/** Returns the new orders that no member of the staff has acknowledged. */
export function ringing(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => order.order_status === "Order Received" && order.acknowledged_at === null);
}
