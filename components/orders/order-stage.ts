import type { Stage } from "@/components/ui/stage";
import type { OrderSummary } from "@/lib/orders/schema";

/** The colour an order stands in. */
export function stageOf(order: Pick<OrderSummary, "order_status" | "ready_at">): Stage {
  switch (order.order_status) {
    case "Order Received":
      return "new";
    case "Preparing":
      return order.ready_at === null ? "preparing" : "ready";
    case "Out for Delivery":
      return "out";
    case "Delivered":
    case "Cancelled":
      return "done";
  }
}
