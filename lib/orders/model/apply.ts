import type { OrderChanges } from "./changing-fields";
import type { OrderStatusUpdate } from "./events";
import type { BoardOrder, ChangedOrder, OrderDetail } from "./schema";

/**
 * How an event meets what the cache holds: by version. An older or repeated event changes nothing, and
 * nothing ever moves backwards.
 */

type Versioned = OrderChanges & { id: string };

type Changes = Pick<OrderStatusUpdate, "order_id" | "version" | "changes">;

/** The order with the update's changes, or the same object when it already knew. */
export function applyUpdate<T extends Versioned>(order: T, update: Changes): T {
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
export function updateInList<T extends Versioned>(list: T[], update: Changes): T[] {
  const index = list.findIndex((order) => order.id === update.order_id);
  const order = list[index];
  if (order === undefined) return list;
  const applied = applyUpdate(order, update);
  return applied === order ? list : list.with(index, applied);
}

/** The list with a press's result merged into its order, by version; the same list when nothing changed. */
export function mergeChanged<T extends Versioned>(list: T[], { order }: ChangedOrder): T[] {
  return updateInList(list, { order_id: order.id, version: order.version, changes: order });
}

/**
 * The order with a press's result merged in, by version. `isComplete` is false when lines of the history between the two
 * versions are missing, and the order should be read again.
 */
export function mergeChangedDetail(
  order: OrderDetail,
  { order: changed, entries }: ChangedOrder,
): { order: OrderDetail; isComplete: boolean } {
  if (order.id !== changed.id || changed.version <= order.version) return { order, isComplete: true };
  const missed = entries.filter((entry) => entry.version > order.version);
  return {
    order: { ...order, ...changed, timeline: [...order.timeline, ...missed] },
    isComplete: missed.length === changed.version - order.version,
  };
}

/** The list with this order in it: added in front when new, replaced only by a higher version. */
export function upsertOrder<T extends Versioned>(list: T[], order: T): T[] {
  const index = list.findIndex((known) => known.id === order.id);
  const known = list[index];
  if (known === undefined) return [order, ...list];
  return order.version > known.version ? list.with(index, order) : list;
}

/** A list read afresh, keeping what the cache already knew better: an answer can be older than an event. */
export function mergeLists<T extends BoardOrder>(known: T[] | undefined, fresh: T[]): T[] {
  if (known === undefined) return fresh;
  const byId = new Map(known.map((order) => [order.id, order]));
  return fresh.map((order) => {
    const cached = byId.get(order.id);
    return cached !== undefined && cached.version > order.version ? cached : order;
  });
}
