import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { isChanged } from "@/lib/orders/model/unavailable/lines";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";

/** Returns the lines that stay marked until somebody acknowledges them: only while the order is prepared. */
export function changedLines({ order_status, unavailable }: BoardOrder): UnavailableLine[] {
  return order_status === "Preparing" ? unavailable.filter(isChanged) : [];
}

/** Returns the action that acknowledges what the ticket marks; null when there is nothing. */
export function acknowledgementOf(order: BoardOrder): OrderAction | null {
  const order_item_ids = changedLines(order).map((line) => line.order_item_id);
  return order_item_ids.length === 0 ? null : { name: "acknowledge_lines", order_item_ids };
}
