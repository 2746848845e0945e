import { updateInList } from "./apply";
import type { OrderStatusUpdate } from "./events";
import { isFinal } from "./lifecycle";
import type { BoardOrder, OrderDetail } from "./schema";

/** A customer's orders as the browser holds them: pages read from the top, kept up to date by events. */

export interface MyOrders {
  /** Newest first. */
  orders: BoardOrder[];
  /** Where the next page begins; null after the last; undefined while only the active ones were read. */
  next_cursor: string | null | undefined;
}

const newestFirst = (one: BoardOrder, other: BoardOrder) =>
  other.created_at.localeCompare(one.created_at) || other.id.localeCompare(one.id);

function union(known: readonly BoardOrder[], fresh: readonly BoardOrder[]): BoardOrder[] {
  const byId = new Map(known.map((order) => [order.id, order]));
  for (const order of fresh) {
    const cached = byId.get(order.id);
    // An answer can be older than an event that came while it was under way.
    if (cached === undefined || cached.version < order.version) byId.set(order.id, order);
  }
  return [...byId.values()].toSorted(newestFirst);
}

/** The first page read again. Nothing known goes back to an older version, and no order disappears. */
export function withFirstPage(known: MyOrders | undefined, fresh: MyOrders): MyOrders {
  if (known === undefined) return fresh;
  const orders = union(known.orders, fresh.orders);
  if (known.next_cursor === undefined) return { orders, next_cursor: fresh.next_cursor };
  if (fresh.next_cursor === undefined) return { orders, next_cursor: known.next_cursor };
  const freshIds = new Set(fresh.orders.map((order) => order.id));
  const meets = known.orders.some((order) => freshIds.has(order.id));
  // So many orders came between the two that there is a hole: the younger one stays, to be read on from its end. The
  // page that is merged can be the older one, when it is what the server rendered long ago.
  if (!meets && known.orders.length > 0) return orders[0]?.id === known.orders[0]?.id ? known : fresh;
  const reachesFurther = known.orders.length > 0 && orders.at(-1)?.id === known.orders.at(-1)?.id;
  return { orders, next_cursor: reachesFurther ? known.next_cursor : fresh.next_cursor };
}

/** The page that `next_cursor` led to, behind what is there. */
export function withNextPage(known: MyOrders, page: MyOrders): MyOrders {
  return { orders: union(known.orders, page.orders), next_cursor: page.next_cursor };
}

/** The same object when the event was known already, or is about an order that is not there. */
export function withUpdate(known: MyOrders, update: OrderStatusUpdate): MyOrders {
  const orders = updateInList(known.orders, update);
  return orders === known.orders ? known : { ...known, orders };
}

export function activeOf(orders: readonly BoardOrder[]): BoardOrder[] {
  return orders.filter((order) => !isFinal(order.order_status));
}

/** Of two readings of one order, the newer; the first of two that are equally new. */
export function newerOf<T extends Pick<OrderDetail, "version">>(one: T, other: T | undefined): T {
  return other !== undefined && other.version > one.version ? other : one;
}
