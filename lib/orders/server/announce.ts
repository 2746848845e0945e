import "server-only";
import type * as z from "zod/mini";
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

/** Of a test order, the person who placed it hears on the store's pages alone: it is none of their orders. */
const ofCustomer = ({ user_id, is_test }: OrderSummary, data: z.input<typeof orderStatusUpdate.schema>) =>
  is_test === true ? [] : [{ channel: userChannel.name(user_id), event: orderStatusUpdate, data }];

export function eventsOfNewOrder(order: BoardOrder, entry: TimelineEntry): CheckedDraft[] {
  const update = statusUpdate(order, null, entry);
  return draftEvents([
    {
      channel: tenantOrdersChannel.name(order.tenant_id),
      event: newOrder,
      data: { ...about(order, entry.at), order_status: order.order_status, version: order.version, order },
    },
    ...ofCustomer(order, update),
    { channel: orderChannel.name(order.id), event: orderStatusUpdate, data: update },
  ]);
}

export function eventsOfChange(
  order: OrderSummary,
  previous: OrderStatus,
  entry: TimelineEntry,
): CheckedDraft[] {
  const update = statusUpdate(order, previous, entry);
  const readers = [tenantOrdersChannel.name(order.tenant_id), orderChannel.name(order.id)];
  return draftEvents([
    ...ofCustomer(order, update),
    ...readers.map((channel) => ({ channel, event: orderStatusUpdate, data: update })),
  ]);
}
