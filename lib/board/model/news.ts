import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";

export interface Answered {
  order: BoardOrder;
  lines: UnavailableLine[];
}

export interface News {
  arrived: BoardOrder[];
  cancelled: BoardOrder[];
  /** The sold-out lines that are decided now: by the customer, or because the time was up. */
  answered: Answered[];
  /** Orders whose rider has arrived at the counter. */
  fetched: BoardOrder[];
}

interface SeenOrder {
  readonly status: BoardOrder["order_status"];
  /** The lines that the customer was asked about. */
  readonly asked: readonly string[];
  readonly rider: BoardOrder["rider_state"];
}
type Seen = ReadonlyMap<string, SeenOrder>;

/** An order that was seen before is never reported as new, whether it came by an event, a poll or a refetch. */
export function newsSince(seen: Seen, orders: readonly BoardOrder[]): News {
  return {
    arrived: orders.filter((order) => order.order_status === "Order Received" && !seen.has(order.id)),
    cancelled: orders.filter(
      (order) =>
        order.order_status === "Cancelled" &&
        seen.has(order.id) &&
        seen.get(order.id)?.status !== "Cancelled",
    ),
    answered: orders.flatMap((order) => {
      const asked = seen.get(order.id)?.asked ?? [];
      const lines = order.unavailable.filter(
        ({ order_item_id, choice }) => choice !== null && asked.includes(order_item_id),
      );
      return order.order_status === "Cancelled" || lines.length === 0 ? [] : [{ order, lines }];
    }),
    // By an undo of the pick-up, the rider is where the counter has known the rider to be.
    fetched: orders.filter(({ id, rider_state }) => {
      const before = seen.get(id)?.rider;
      return rider_state === "at_store" && (before === "none" || before === "accepted");
    }),
  };
}

/** Keeps orders that left the board: one that comes back, by an undo for example, is not new. */
export function seenWith(seen: Seen, orders: readonly BoardOrder[]): Seen {
  const seenNow = ({ id, order_status, unavailable, rider_state }: BoardOrder) => {
    const asked = unavailable.filter(({ choice }) => choice === null).map((line) => line.order_item_id);
    return [id, { status: order_status, asked, rider: rider_state }] as const;
  };
  return new Map([...seen, ...orders.map(seenNow)]);
}

interface OwnPresses {
  readonly done: ReadonlyMap<string, { readonly version: number }>;
  readonly pending: ReadonlyMap<string, OrderAction["name"]>;
}

/** Returns whether a press on this screen cancelled the order. Its event can come before the answer to the press. */
export function isCancelledHere(order: BoardOrder, { done, pending }: OwnPresses): boolean {
  const { id, version, cancelled_by } = order;
  return done.get(id)?.version === version || (cancelled_by === "partner" && pending.has(id));
}
