import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "./schema";

type WithLines = Pick<BoardOrder, "items" | "unavailable">;

/** Returns null for a line that can be made. */
export function unavailableLine(
  { unavailable }: Pick<BoardOrder, "unavailable">,
  item: Pick<OrderItem, "id">,
): UnavailableLine | null {
  return unavailable.find(({ order_item_id }) => order_item_id === item.id) ?? null;
}

/** Returns whether the kitchen makes a line otherwise than ordered, which nobody there has acknowledged. */
export function isChanged({ choice, acknowledged_at }: UnavailableLine): boolean {
  return choice !== null && acknowledged_at === null;
}

/** Returns the line as the kitchen makes it: null when it is left out or still asked about. */
export function lineToMake(order: Pick<BoardOrder, "unavailable">, item: OrderItem): OrderItem | null {
  const line = unavailableLine(order, item);
  if (line === null) return item;
  const { proposal, choice } = line;
  if (choice !== "replace" || proposal === null) return null;
  const { menu_item_id, name, allergens } = proposal;
  return { ...item, menu_item_id, name, allergens, options: [] };
}

export function linesToMake(order: WithLines): OrderItem[] {
  return order.items.map((item) => lineToMake(order, item)).filter((item) => item !== null);
}

/** Returns the lines that nobody left out, also those that the customer is asked about: what comes, as far as is known. */
export function linesToCome(order: WithLines): OrderItem[] {
  return order.items
    .filter((item) => unavailableLine(order, item)?.choice !== "remove")
    .map((item) => lineToMake(order, item) ?? item);
}

/**
 * Returns the lines that the kitchen has to see, under the dish that is made for each, which decides about its station: those
 * that are left out, too, until that is acknowledged.
 */
export function linesByMadeDish(order: WithLines): OrderItem[] {
  return order.items.flatMap((item) => {
    const made = lineToMake(order, item);
    const isGone = made === null && unavailableLine(order, item)?.acknowledged_at != null;
    return isGone ? [] : { ...item, menu_item_id: (made ?? item).menu_item_id };
  });
}
