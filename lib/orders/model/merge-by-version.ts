import type { OrderChanges } from "./changing-fields";
import type { OrderStatusUpdate } from "./events";
import type { ChangedOrder, OrderDetail, OrderSummary, TimelineEntry } from "./schema";

/** Events and reads may arrive in any order and more than once; versions only rise. */

interface Versioned {
  version: number;
}
type Order = OrderChanges & { id: string };

/** Returns `one` when both are equally new. */
export function newerOf<T extends Versioned>(one: T, other: T | undefined): T {
  return other !== undefined && other.version > one.version ? other : one;
}

/** Returns whether versions in between are missing, and their history entries with them. */
export function skipsVersions(known: Versioned | undefined, update: Versioned): boolean {
  return known === undefined || update.version > known.version + 1;
}

/** Returns the same object when the update is another order's, older or repeated. */
export function applyUpdate<T extends Order>(order: T, update: OrderStatusUpdate): T {
  if (order.id !== update.order_id) return order;
  return newerOf<Versioned>(order, update) === order ? order : { ...order, ...update.changes };
}

/** An estimate is no step: the history does not keep it. */
const isTimelineStep = ({ action }: TimelineEntry) => action !== "set_eta";

export function applyUpdateToDetail(order: OrderDetail, update: OrderStatusUpdate): OrderDetail {
  const applied = applyUpdate(order, update);
  if (applied === order) return order;
  const { timeline } = order;
  return { ...applied, timeline: isTimelineStep(update.entry) ? [...timeline, update.entry] : timeline };
}

/** Returns the same list when nothing changed. */
export function applyUpdateToList<T extends Order>(list: T[], update: OrderStatusUpdate): T[] {
  const index = list.findIndex((order) => order.id === update.order_id);
  const order = list[index];
  if (order === undefined) return list;
  const applied = applyUpdate(order, update);
  return applied === order ? list : list.with(index, applied);
}

/** Adds the order in front or replaces an older version; returns the same list when nothing changed. */
export function putOrder<T extends Order>(list: T[], order: T): T[] {
  const index = list.findIndex((known) => known.id === order.id);
  const known = list[index];
  if (known === undefined) return [order, ...list];
  return newerOf(known, order) === known ? list : list.with(index, order);
}

/** Returns orders that only `known` has, then those of `fresh`, each once and at its highest version. */
export function mergeOrders<T extends Order>(known: readonly T[], fresh: readonly T[]): T[] {
  const knownById = new Map(known.map((order) => [order.id, order]));
  const freshIds = new Set(fresh.map((order) => order.id));
  return [
    ...known.filter((order) => !freshIds.has(order.id)),
    ...fresh.map((order) => newerOf(order, knownById.get(order.id))),
  ];
}

/** Returns the same list when nothing changed. */
export function mergeChange<T extends OrderSummary>(list: T[], { order: changed }: ChangedOrder): T[] {
  const index = list.findIndex((order) => order.id === changed.id);
  const order = list[index];
  if (order === undefined || newerOf<Versioned>(order, changed) === order) return list;
  return list.with(index, { ...order, ...changed });
}

/** `isComplete` is false when history entries in between are missing: read the order again. */
export function mergeChangeIntoDetail(
  order: OrderDetail,
  { order: changed, entries }: ChangedOrder,
): { order: OrderDetail; isComplete: boolean } {
  if (order.id !== changed.id || newerOf<Versioned>(order, changed) === order)
    return { order, isComplete: true };
  const missed = entries.filter((entry) => entry.version > order.version);
  return {
    order: { ...order, ...changed, timeline: [...order.timeline, ...missed] },
    isComplete: missed.length === changed.version - order.version,
  };
}
