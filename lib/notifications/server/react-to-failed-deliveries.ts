import "server-only";
import { noticeOfFailedDelivery } from "@/lib/notifications/model/waiting-notices";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { type Recipient, readRecipients } from "@/lib/orders/server/queries";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";

/** Notifies the admins when a rider could not hand over an order: only they can decide what becomes of it. */
export const notifyOfFailedDeliveries = defineReaction({
  name: "notify_of_failed_deliveries",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  // An order older than the log has been decided.
  onGap: "skip",
  isReplayable: true,
  load: async (tx, events) => {
    const failed = events.filter(({ data }) => data.entry.action === "fail_delivery");
    if (failed.length === 0) return { stores: new Map<string, Recipient>(), admins: [] };
    return {
      stores: await readRecipients(
        tx,
        failed.map(({ data }) => data.order_id),
      ),
      admins: await listAdmins(tx),
    };
  },
  on: {
    order_status_update: (tx, event, { stores, admins }) => {
      const { order_id, order_code, entry, timestamp } = event.data;
      const store = entry.action === "fail_delivery" ? stores.get(order_id) : undefined;
      if (store === undefined) return;
      const notice = noticeOfFailedDelivery({
        code: order_code,
        store: store.tenant_name,
        slug: store.tenant_slug,
        rider: entry.actor_name,
        reason: entry.reason ?? "OTHER",
      });
      for (const userId of admins)
        addNotification(tx, userId, {
          event,
          at: timestamp,
          notice,
          kind: "delivery_failed",
          topic: `failed:${order_id}`,
          tenantId: store.tenant_id,
        });
    },
  },
});
