import { mergeOrders } from "@/lib/orders/model/merge-by-version";
import type { Board } from "@/lib/orders/model/schema";

/**
 * Merges a board that was read again into the known one. An order that `fresh` lacks is removed when it was known before
 * the request (`knownBefore`): it was finished earlier. Otherwise it was placed after the server read, and stays.
 */
export function mergeBoard(knownBefore: ReadonlySet<string>, known: Board | undefined, fresh: Board): Board {
  if (known === undefined) return fresh;
  const freshIds = new Set(fresh.orders.map((order) => order.id));
  const current = known.orders.filter((order) => freshIds.has(order.id) || !knownBefore.has(order.id));
  return { orders: mergeOrders(current, fresh.orders), stats: fresh.stats };
}
