import "server-only";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import { changesOf, estimatedDelivery, stepOf, TOTAL_STEPS } from "@/lib/orders/model/lifecycle";
import type { BoardOrder, OrderStatus, OrderSummary, TimelineEntry } from "@/lib/orders/model/schema";
import { channelName } from "@/lib/realtime/protocol/channel";
import { type CheckedDraft, draftEvents } from "@/lib/realtime/publish/publish";

/** The events that report a change of an order, by reader. */

function about(order: OrderSummary) {
  return {
    order_id: order.id,
    order_code: order.order_code,
    tenant_id: order.tenant_id,
    timestamp: order.updated_at,
  };
}

function progress(order: OrderSummary) {
  return {
    step: stepOf(order),
    total_steps: TOTAL_STEPS,
    estimated_delivery: estimatedDelivery(order),
  };
}

function statusUpdate(order: OrderSummary, previous: OrderStatus | null, entry: TimelineEntry) {
  return {
    ...about(order),
    ...progress(order),
    order_status: order.order_status,
    previous_status: previous,
    version: order.version,
    changes: changesOf(order),
    entry,
  };
}

/** The events of a new order: the ticket for the store, the state for the customer and on its own channel. */
export function eventsOfNewOrder(order: BoardOrder, entry: TimelineEntry): CheckedDraft[] {
  const update = statusUpdate(order, null, entry);
  return draftEvents([
    {
      channel: channelName.tenantOrders(order.tenant_id),
      event: newOrder,
      data: { ...about(order), order_status: order.order_status, version: order.version, order },
    },
    { channel: channelName.user(order.user_id), event: orderStatusUpdate, data: update },
    { channel: channelName.order(order.id), event: orderStatusUpdate, data: update },
  ]);
}

/** The events of a changed order, for the customer, the store and the order's own channel. */
export function eventsOfChange(
  order: OrderSummary,
  previous: OrderStatus,
  entry: TimelineEntry,
): CheckedDraft[] {
  const update = statusUpdate(order, previous, entry);
  const readers = [
    channelName.user(order.user_id),
    channelName.tenantOrders(order.tenant_id),
    channelName.order(order.id),
  ];
  return draftEvents(readers.map((channel) => ({ channel, event: orderStatusUpdate, data: update })));
}
