import { userChannel } from "@/lib/auth/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { eventKey } from "./sightings";

/**
 * What a watcher is owed, derived from the orders as the REST API tells them and from nothing the stream said: each
 * line of an order's timeline is one event to its customer and one to its store.
 */

export interface Reader {
  /** Whose own channel is read, when it is a customer's. */
  userId: string | null;
  /** Whose orders are read, when it is a store's staff. */
  tenantId: string | null;
}

/** The notification that goes with a change: at the beginning, when the food leaves, when it arrives. */
function notificationOf({ from_status, to_status }: TimelineEntry): string | null {
  if (from_status === to_status) return null;
  if (from_status === null) return "confirmation";
  if (to_status === "Out for Delivery") return "dispatch";
  return to_status === "Delivered" ? "delivery" : null;
}

function owedToCustomer(order: OrderDetail): string[] {
  const channel = userChannel.name(order.user_id);
  return order.timeline.flatMap((entry) => {
    const update = eventKey(channel, "order_status_update", order.id, entry.version);
    const kind = notificationOf(entry);
    return kind === null ? [update] : [update, eventKey(channel, "order_notification", order.id, kind)];
  });
}

function owedToStore(order: OrderDetail): string[] {
  const channel = tenantOrdersChannel.name(order.tenant_id);
  return order.timeline.map(({ version }) =>
    eventKey(channel, version === 1 ? "new_order" : "order_status_update", order.id, version),
  );
}

export function owedTo({ userId, tenantId }: Reader, orders: readonly OrderDetail[]): string[] {
  return orders.flatMap((order) => [
    ...(order.user_id === userId ? owedToCustomer(order) : []),
    ...(order.tenant_id === tenantId ? owedToStore(order) : []),
  ]);
}
