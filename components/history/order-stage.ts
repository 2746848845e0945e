import type { Stage } from "@/components/ui/stage";
import { columnOf } from "@/lib/board/model/columns";
import type { OrderSummary } from "@/lib/orders/model/schema";

export function historyStage(order: Pick<OrderSummary, "order_status" | "ready_at">): Stage {
  return order.order_status === "Cancelled" ? "late" : columnOf(order);
}
