import type { OrderSummary } from "@/lib/orders/model/schema";

/**
 * Returns until when the customer can answer for sold-out dishes (ISO 8601), null when nothing is asked. A process from
 * before dishes could be sold out may have moved an order on with its question open: it is over then.
 */
export function questionEnd(order: Pick<OrderSummary, "order_status" | "answer_by">): string | null {
  return order.order_status === "Preparing" ? order.answer_by : null;
}
