import type { OrderSummary } from "@/lib/orders/model/schema";
import { toldReady } from "@/lib/orders/model/told-time";
import type { QueuedOrder } from "@/lib/stores/model/load";

const MINUTE = 60_000;
const OPEN = ["Order Received", "Preparing", "Out for Delivery"];

/** Returns the open orders of a board as the load of a kitchen counts them: as `readQueue` reads them from the database. */
export function queueOf(orders: readonly OrderSummary[]): QueuedOrder[] {
  return orders
    .filter(({ order_status, is_test }) => is_test !== true && OPEN.includes(order_status))
    .map((order) => ({
      readyBy:
        order.promised_at === null
          ? toldReady(order)
          : Date.parse(order.promised_at) - order.delivery_minutes * MINUTE,
      points: order.points ?? order.total_qty,
      isInKitchen: order.order_status !== "Out for Delivery" && order.ready_at === null,
    }));
}
