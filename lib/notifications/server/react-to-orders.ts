import "server-only";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import { noticeKindOf, noticeOfNewOrder, noticeOfUpdate } from "@/lib/orders/model/notices";
import { readRecipients } from "@/lib/orders/server/queries";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { addNotification } from "./add";

const topicOfOrder = (orderId: string) => `order:${orderId}`;

export const notifyCustomers = defineReaction({
  name: "notify_customers",
  channels: tenantOrdersChannel.name("%"),
  events: [newOrder, orderStatusUpdate],
  // Events older than the log no longer deserve a notification; the orders show their final state.
  onGap: "skip",
  isReplayable: true,
  load: (tx, events) =>
    readRecipients(
      tx,
      events.flatMap((event) => (event.type === "order_status_update" ? [event.data.order_id] : [])),
    ),
  on: {
    new_order: (tx, event) => {
      const { order, timestamp, tenant_id: tenantId } = event.data;
      if (order.is_test === true) return;
      addNotification(tx, order.user_id, {
        event,
        at: timestamp,
        notice: noticeOfNewOrder(order),
        kind: "order_progress",
        topic: topicOfOrder(order.id),
        tenantId,
      });
    },
    order_status_update: (tx, event, recipients) => {
      const { order_id, entry, timestamp } = event.data;
      const order = recipients.get(order_id);
      if (order === undefined) return;
      const notice = noticeOfUpdate(event.data, order);
      if (notice === null) return;
      addNotification(tx, order.user_id, {
        event,
        at: timestamp,
        notice,
        kind: noticeKindOf(entry) === "cancelled" ? "order_cancelled" : "order_progress",
        topic: topicOfOrder(order_id),
        tenantId: order.tenant_id,
      });
    },
  },
});
