import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { channelName } from "@/lib/realtime/protocol/channel";
import { eventKey } from "./sightings";

/**
 * The events a watcher is owed, derived only from the orders as the REST API returns them: each timeline entry is one
 * event for the customer and one for the store.
 */

export interface Reader {
  /** The customer whose channel is read. */
  userId: string | null;
  /** The store whose orders are read. */
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
  const channel = channelName.user(order.user_id);
  return order.timeline.flatMap((entry) => {
    const update = eventKey(channel, "order_status_update", order.id, entry.version);
    const kind = notificationOf(entry);
    return kind === null ? [update] : [update, eventKey(channel, "order_notification", order.id, kind)];
  });
}

function owedToStore(order: OrderDetail): string[] {
  const channel = channelName.tenantOrders(order.tenant_id);
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
