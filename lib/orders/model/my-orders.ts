import type { OrderStatusUpdate } from "./events";
import { isFinal } from "./lifecycle";
import { applyUpdateToList, mergeOrders, putOrder } from "./merge-by-version";
import type { BoardOrder } from "./schema";

export interface MyOrders {
  /** Newest first. */
  orders: BoardOrder[];
  /** Is null after the last page, undefined while only active orders were read. */
  next_cursor: string | null | undefined;
}

const newestFirst = (one: BoardOrder, other: BoardOrder) =>
  other.created_at.localeCompare(one.created_at) || other.id.localeCompare(one.id);

function union(known: readonly BoardOrder[], fresh: readonly BoardOrder[]): BoardOrder[] {
  return mergeOrders(known, fresh).toSorted(newestFirst);
}

export function withFirstPage(known: MyOrders | undefined, fresh: MyOrders): MyOrders {
  if (known === undefined) return fresh;
  const orders = union(known.orders, fresh.orders);
  if (known.next_cursor === undefined) return { orders, next_cursor: fresh.next_cursor };
  if (fresh.next_cursor === undefined) return { orders, next_cursor: known.next_cursor };
  const freshIds = new Set(fresh.orders.map((order) => order.id));
  const meets = known.orders.some((order) => freshIds.has(order.id));
  // Orders between the two are missing: keeps the newer part. `fresh` is the older one when rendered long ago.
  if (!meets && known.orders.length > 0) return orders[0]?.id === known.orders[0]?.id ? known : fresh;
  const reachesFurther = known.orders.length > 0 && orders.at(-1)?.id === known.orders.at(-1)?.id;
  return { orders, next_cursor: reachesFurther ? known.next_cursor : fresh.next_cursor };
}

export function withNextPage(known: MyOrders, page: MyOrders): MyOrders {
  return { orders: union(known.orders, page.orders), next_cursor: page.next_cursor };
}

/** Returns the same object when nothing changed. */
export function withUpdate(known: MyOrders, update: OrderStatusUpdate): MyOrders {
  const orders = applyUpdateToList(known.orders, update);
  return orders === known.orders ? known : { ...known, orders };
}

/** Returns the same object when a newer version is known. */
export function withOrder(known: MyOrders, order: BoardOrder): MyOrders {
  const orders = putOrder(known.orders, order);
  return orders === known.orders ? known : { ...known, orders };
}

export function activeOf(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => !isFinal(order.order_status));
}
