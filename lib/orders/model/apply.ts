import type { OrderStatusUpdate } from "./events";
import type { OrderChanges, OrderDetail } from "./schema";

/**
 * How an event meets what the cache holds: by version. An older or repeated event changes nothing, and
 * nothing ever moves backwards.
 */

type Versioned = OrderChanges & { id: string };

/** The order with the update's changes, or the same object when it already knew. */
export function applyUpdate<T extends Versioned>(order: T, update: OrderStatusUpdate): T {
  if (order.id !== update.order_id || update.version <= order.version) return order;
  return { ...order, ...update.changes };
}

/**
 * As `applyUpdate`, with the history. `isComplete` is false when the update is not the next version: the line
 * of a change in between is not in it, and the order should be read afresh.
 */
export function applyUpdateToDetail(
  order: OrderDetail,
  update: OrderStatusUpdate,
): { order: OrderDetail; isComplete: boolean } {
  const applied = applyUpdate(order, update);
  if (applied === order) return { order, isComplete: true };
  return {
    order: { ...applied, timeline: [...order.timeline, update.entry] },
    isComplete: update.version === order.version + 1,
  };
}

/** The list with the update applied to its order; the same list when nothing changed. */
export function updateInList<T extends Versioned>(list: T[], update: OrderStatusUpdate): T[] {
  const index = list.findIndex((order) => order.id === update.order_id);
  const order = list[index];
  if (order === undefined) return list;
  const applied = applyUpdate(order, update);
  return applied === order ? list : list.with(index, applied);
}

/** The list with this order in it: added in front when new, replaced only by a higher version. */
export function upsertOrder<T extends Versioned>(list: T[], order: T): T[] {
  const index = list.findIndex((known) => known.id === order.id);
  const known = list[index];
  if (known === undefined) return [order, ...list];
  return order.version > known.version ? list.with(index, order) : list;
}
