import "server-only";
import * as z from "zod/mini";
import { movedBy } from "@/lib/broadcasts/model/standstill";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { dueAfterUndo, dueOfStep, reminderStepSchema } from "@/lib/notifications/model/reminders";
import { noticeOfWaiting } from "@/lib/notifications/model/waiting-notices";
import { readWaitingOrder } from "@/lib/orders/server/queries";
import { instantSchema } from "@/lib/text/bounded";
import { formatTime } from "@/lib/text/format";
import { idSchema } from "@/lib/text/id";
import { addNotification } from "./add";

/** `undone_at` is when accepting the order was undone: its reminders then are others than those before. */
const inputSchema = z.object({
  order_id: idSchema,
  step: reminderStepSchema,
  undone_at: z.optional(instantSchema),
});

/**
 * Reminds the staff of a store of an order, unless somebody has dealt with it. A second run of the same step adds
 * nothing: the reminders' ids come from the order, the step and the undo.
 */
export const remindOfOrder = defineJob({
  name: "order:remind",
  input: inputSchema,
  retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 30 },
  run: async ({ order_id, step, undone_at }) => {
    const order = await readWaitingOrder(order_id);
    if (order === null) return 0;
    const placedAt = order.placed_at.getTime();
    const times = { placedAt, acceptBy: order.accept_by.getTime() };
    // The time of the reminder, not of the order: its life begins now, and open pages sort it to the top.
    const due =
      undone_at === undefined
        ? (dueOfStep(step, times) ?? times.placedAt)
        : dueAfterUndo(step, { undoneAt: Date.parse(undone_at), acceptBy: times.acceptBy });
    const since = undone_at === undefined ? placedAt : Date.parse(undone_at);
    const moved = movedBy(due, since, order.maintenance);
    if (moved > due && moved > Date.now()) {
      // It stands still with the deadline that it reminds of. The same step reminds once, whichever job comes first.
      await transaction((tx) =>
        enqueue(
          tx,
          remindOfOrder,
          { order_id, step, undone_at },
          {
            tenantId: order.tenant_id,
            startAfter: new Date(moved),
          },
        ),
      );
      return 0;
    }
    const notice = noticeOfWaiting(step, {
      code: order.order_code,
      store: order.tenant_name,
      slug: order.tenant_slug,
      time: formatTime(
        new Date(movedBy(times.acceptBy, placedAt, order.maintenance)).toISOString(),
        order.time_zone,
      ),
    });
    const at = new Date(moved).toISOString();
    await transaction(async (tx) => {
      for (const userId of order.staff)
        addNotification(tx, userId, {
          event: {
            channel: `waiting:${order_id}`,
            epoch: undone_at === undefined ? step : `${step} ${undone_at}`,
            offset: 0,
          },
          at,
          notice,
          kind: "order_waiting",
          topic: `waiting:${order_id}`,
          step,
          tenantId: order.tenant_id,
        });
    });
    return order.staff.length;
  },
});
