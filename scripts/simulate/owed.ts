import { noticeKindOf, noticeTitle } from "@/lib/orders/model/notices";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { channelName } from "@/lib/realtime/protocol/channel";
import { eventKey, notificationKey } from "./sightings";

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

function owedToCustomer(order: OrderDetail): string[] {
  const channel = channelName.user(order.user_id);
  const counts = new Map<string, number>();
  return order.timeline.flatMap((entry) => {
    const update = eventKey(channel, "order_status_update", order.id, entry.version);
    const kind = noticeKindOf(entry);
    if (kind === null) return [update];
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    return [update, notificationKey(channel, order.id, noticeTitle(kind, order.order_code), n)];
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
