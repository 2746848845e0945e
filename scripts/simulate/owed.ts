import { userChannel } from "@/lib/auth/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { noticeKindOf, noticeTitle } from "@/lib/orders/model/notices";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { eventKey, notificationKey } from "./sightings";

/** Uses the REST API only: each timeline entry is one event for the customer and one for the store. */

export interface Reader {
  userId: string | null;
  tenantId: string | null;
}

function owedToCustomer(order: OrderDetail): string[] {
  const channel = userChannel.name(order.user_id);
  const counts = new Map<string, number>();
  return order.timeline.flatMap((entry) => {
    const update = eventKey(channel, "order_status_update", order.id, entry.version);
    const kind = noticeKindOf(entry);
    if (kind === null) return [update];
    // Two kinds may have one title.
    const title = noticeTitle(kind, order.order_code);
    const n = (counts.get(title) ?? 0) + 1;
    counts.set(title, n);
    return [update, notificationKey(channel, order.id, title, n)];
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
