import type { Stage } from "@/components/ui/stage";
import { columnOf } from "@/lib/board/model/columns";
import type { OrderSummary } from "@/lib/orders/model/schema";

export function stageOf(order: Pick<OrderSummary, "order_status" | "ready_at">): Stage {
  return columnOf(order);
}
