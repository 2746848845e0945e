import type { Board } from "@/lib/orders/model/schema";

/**
 * A board read afresh, met with what the cache learnt while the answer was under way. By version: the newer
 * one stays. An order that the answer does not have was either finished long ago (it was known when the
 * reading began) or placed after the server looked (it was not), and then it must not vanish.
 */
export function mergeBoard(knownBefore: ReadonlySet<string>, known: Board | undefined, fresh: Board): Board {
  if (known === undefined) return fresh;
  const cached = new Map(known.orders.map((order) => [order.id, order]));
  const read = new Set(fresh.orders.map((order) => order.id));
  const merged = fresh.orders.map((order) => {
    const other = cached.get(order.id);
    return other !== undefined && other.version > order.version ? other : order;
  });
  const arrived = known.orders.filter((order) => !read.has(order.id) && !knownBefore.has(order.id));
  return { orders: [...arrived, ...merged], stats: fresh.stats };
}
