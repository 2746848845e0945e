import "server-only";
import { userChannel } from "@/lib/auth/model/channels";
import { changesOf, type OrderStatus } from "@/lib/orders/model/changing-fields";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import { estimatedDelivery, stepOf, TOTAL_STEPS } from "@/lib/orders/model/lifecycle";
import type { BoardOrder, OrderSummary, TimelineEntry } from "@/lib/orders/model/schema";
import { type CheckedDraft, draftEvents } from "@/lib/realtime/publish/publish";

function about(order: OrderSummary, timestamp: string) {
  return {
    order_id: order.id,
    order_code: order.order_code,
    tenant_id: order.tenant_id,
    timestamp,
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
    ...about(order, entry.at),
    ...progress(order),
    order_status: order.order_status,
    previous_status: previous,
    version: order.version,
    changes: changesOf(order),
    entry,
  };
}

export function eventsOfNewOrder(order: BoardOrder, entry: TimelineEntry): CheckedDraft[] {
  const update = statusUpdate(order, null, entry);
  return draftEvents([
    {
      channel: tenantOrdersChannel.name(order.tenant_id),
      event: newOrder,
      data: { ...about(order, entry.at), order_status: order.order_status, version: order.version, order },
    },
    { channel: userChannel.name(order.user_id), event: orderStatusUpdate, data: update },
    { channel: orderChannel.name(order.id), event: orderStatusUpdate, data: update },
  ]);
}

export function eventsOfChange(
  order: OrderSummary,
  previous: OrderStatus,
  entry: TimelineEntry,
): CheckedDraft[] {
  const update = statusUpdate(order, previous, entry);
  const readers = [
    userChannel.name(order.user_id),
    tenantOrdersChannel.name(order.tenant_id),
    orderChannel.name(order.id),
  ];
  return draftEvents(readers.map((channel) => ({ channel, event: orderStatusUpdate, data: update })));
}
