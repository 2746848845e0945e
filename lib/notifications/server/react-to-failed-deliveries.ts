import "server-only";
import { enqueue } from "@/lib/jobs/enqueue";
import { noticeOfFailedDelivery } from "@/lib/notifications/model/waiting-notices";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { REMIND_HOURS, remindOfFailedDelivery } from "./remind-of-failed-delivery";
import { readFailedDelivery, tellOfFailedDelivery } from "./tell-of-failed-delivery";

/**
 * Notifies whoever decides what becomes of an order that a rider could not hand over, and plans a reminder: such an order does not
 * end by itself.
 */
export const notifyOfFailedDeliveries = defineReaction({
  name: "notify_of_failed_deliveries",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  // An order older than the log has been decided.
  onGap: "skip",
  isReplayable: true,
  on: {
    order_status_update: async (tx, event) => {
      const { order_id, entry, timestamp, tenant_id: tenantId } = event.data;
      if (entry.action !== "fail_delivery") return;
      const failed = await readFailedDelivery(tx, order_id);
      if (failed === null) return;
      await tellOfFailedDelivery(tx, failed, {
        event,
        at: timestamp,
        notice: noticeOfFailedDelivery({
          ...failed,
          rider: entry.actor_name,
          reason: entry.reason ?? "OTHER",
        }),
      });
      const startAfter = new Date(Date.parse(timestamp) + REMIND_HOURS * 3_600_000);
      await enqueue(tx, remindOfFailedDelivery, { order_id, failed_at: timestamp }, { tenantId, startAfter });
    },
  },
});
