import { columnOf } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { linesToMake } from "@/lib/orders/model/unavailable/lines";

export interface DishCount {
  /** Of the dish on the menu. */
  id: string;
  name: string;
  quantity: number;
}

type Counted = Pick<
  BoardOrder,
  "order_status" | "ready_at" | "created_at" | "items" | "unavailable" | "is_test"
>;

function isToMake(order: Counted): boolean {
  const column = columnOf(order);
  // Nobody cooks what was ordered to hear the alarm.
  return order.is_test !== true && (column === "new" || column === "preparing");
}

/** Counts what has to be made over all new orders and those in preparation, most first, then by name. */
export function allDayCounts(orders: readonly Counted[]): DishCount[] {
  const counts = new Map<string, DishCount>();
  // A dish that was renamed has the name of the latest order.
  const oldestFirst = orders.filter(isToMake).toSorted((a, b) => a.created_at.localeCompare(b.created_at));
  for (const order of oldestFirst)
    for (const { menu_item_id: id, name, quantity } of linesToMake(order))
      counts.set(id, { id, name, quantity: quantity + (counts.get(id)?.quantity ?? 0) });
  return [...counts.values()].sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}
