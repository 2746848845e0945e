import { mergeOrders } from "@/lib/orders/model/merge-by-version";
import type { Board } from "@/lib/orders/model/schema";

/**
 * Removes orders that `fresh` lacks and that were known before the request (`knownBefore`): they were finished earlier.
 * Others were placed after the server read, and stay.
 */
export function mergeBoard(knownBefore: ReadonlySet<string>, known: Board | undefined, fresh: Board): Board {
  if (known === undefined) return fresh;
  const freshIds = new Set(fresh.orders.map((order) => order.id));
  const current = known.orders.filter((order) => freshIds.has(order.id) || !knownBefore.has(order.id));
  return { orders: mergeOrders(current, fresh.orders), stats: fresh.stats };
}
