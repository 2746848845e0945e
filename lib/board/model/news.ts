import type { BoardOrder } from "@/lib/orders/model/schema";

export interface News {
  arrived: BoardOrder[];
  cancelled: BoardOrder[];
}

type Seen = ReadonlyMap<string, BoardOrder["order_status"]>;

/** An order that was seen before is never reported as new, whether it came by an event, a poll or a refetch. */
export function newsSince(seen: Seen, orders: readonly BoardOrder[]): News {
  return {
    arrived: orders.filter((order) => order.order_status === "Order Received" && !seen.has(order.id)),
    cancelled: orders.filter(
      (order) =>
        order.order_status === "Cancelled" && seen.has(order.id) && seen.get(order.id) !== "Cancelled",
    ),
  };
}

/** Keeps orders that left the board: one that comes back, by an undo for example, is not new. */
export function seenWith(seen: Seen, orders: readonly BoardOrder[]): Seen {
  return new Map([...seen, ...orders.map((order) => [order.id, order.order_status] as const)]);
}

export function ringing(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => order.order_status === "Order Received" && order.acknowledged_at === null);
}
