import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import {
  dueAfterUndo,
  dueOfStep,
  reminderStepSchema,
  stepsAfterUndo,
} from "@/lib/notifications/model/reminders";
import { noticeOfMissed } from "@/lib/notifications/model/waiting-notices";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { newOrder, type OrderStatusUpdate, orderStatusUpdate } from "@/lib/orders/model/events";
import { type Recipient, readRecipients } from "@/lib/orders/server/queries";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";
import { remindOfOrder } from "./remind-of-order";

const isAcceptUndone = ({ entry, order_status, changes }: OrderStatusUpdate) =>
  entry.action === "undo" && order_status === "Order Received" && changes.acknowledged_at === null;

/** The jobs of these steps ran while the order was accepted, and reminded nobody. */
async function planAgain(tx: Transaction, update: OrderStatusUpdate, placedAt: number): Promise<void> {
  const { order_id, timestamp: undone_at, changes, tenant_id: tenantId } = update;
  const times = { placedAt, undoneAt: Date.parse(undone_at), acceptBy: Date.parse(changes.accept_by) };
  for (const step of stepsAfterUndo(times)) {
    const startAfter = new Date(dueAfterUndo(step, times));
    await enqueue(tx, remindOfOrder, { order_id, step, undone_at }, { tenantId, startAfter });
  }
}

/**
 * Plans the reminders of an order that nobody accepts: to phones after a minute, by mail half-way, and to admins when its
 * time is over. The jobs check the order when they run, so a press on any device ends it all. Undoing that
 * press plans what was left out meanwhile.
 */
export const remindStaff = defineReaction({
  name: "remind_staff",
  channels: tenantOrdersChannel.name("%"),
  events: [newOrder, orderStatusUpdate],
  // Orders older than the log have been accepted or cancelled.
  onGap: "skip",
  load: async (tx, events) => {
    const concerned = events.flatMap((event) =>
      event.type === "order_status_update" &&
      (event.data.entry.reason === "PARTNER_TIMEOUT" || isAcceptUndone(event.data))
        ? [event.data.order_id]
        : [],
    );
    if (concerned.length === 0) return { stores: new Map<string, Recipient>(), admins: [] };
    return { stores: await readRecipients(tx, concerned), admins: await listAdmins(tx) };
  },
  on: {
    new_order: async (tx, { data: { order, order_status, tenant_id: tenantId } }) => {
      if (order_status !== "Order Received") return;
      const times = { placedAt: Date.parse(order.created_at), acceptBy: Date.parse(order.accept_by) };
      for (const step of reminderStepSchema.options) {
        const due = dueOfStep(step, times);
        if (due !== null)
          await enqueue(
            tx,
            remindOfOrder,
            { order_id: order.id, step },
            { tenantId, startAfter: new Date(due) },
          );
      }
    },
    order_status_update: async (tx, event, { stores, admins }) => {
      if (isAcceptUndone(event.data)) {
        const placed = stores.get(event.data.order_id)?.placed_at;
        if (placed !== undefined) await planAgain(tx, event.data, placed.getTime());
        return;
      }
      // Another event of the same order may stand beside the one that says it was missed.
      if (event.data.entry.reason !== "PARTNER_TIMEOUT") return;
      const { order_id, order_code, timestamp } = event.data;
      const store = stores.get(order_id);
      if (store === undefined) return;
      const notice = noticeOfMissed({ code: order_code, store: store.tenant_name });
      for (const userId of admins)
        addNotification(tx, userId, {
          event,
          at: timestamp,
          notice,
          kind: "order_missed",
          topic: `missed:${order_id}`,
          tenantId: store.tenant_id,
        });
    },
  },
});
