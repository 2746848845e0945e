import type { BoardOrder } from "@/lib/orders/model/schema";

/** Apart from the other news, whose code loads after the page. */
export function ringing(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => order.order_status === "Order Received" && order.acknowledged_at === null);
}
