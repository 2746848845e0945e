import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import {
  noticeOfAsked,
  noticeOfRefund,
  noticeOfRefused,
  type RefundNoticeKind,
} from "@/lib/notifications/model/refund-notices";
import type { Notice } from "@/lib/notifications/model/schema";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { refundChanged } from "@/lib/refunds/model/events";
import { REMIND_AFTER_HOURS } from "@/lib/refunds/model/terms";
import { readRefund } from "@/lib/refunds/server/queries";
import { readStaff } from "@/lib/stores/server/queries";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";
import { remindOfRefund } from "./remind-of-refund";

type Found = NonNullable<Awaited<ReturnType<typeof readRefund>>>;
type Source = Parameters<typeof addNotification>[2]["event"];

/** Notifies people about one event. */
function notifier(tx: Transaction, refund: Found, event: Source, at: string) {
  const { id, tenant_id: tenantId, user_id } = refund;
  const shared = { event, at, kind: "refund", topic: `refund:${id}`, tenantId } as const;
  const store = async (notice: Notice, only?: "owner") => {
    // Whoever ordered gets the customer's notifications.
    for (const { user_id: userId, role } of await readStaff(tx, tenantId))
      if (userId !== user_id && (only === undefined || role === only))
        addNotification(tx, userId, { ...shared, notice });
  };
  return {
    customer: (notice: Notice) => addNotification(tx, user_id, { ...shared, notice }),
    store,
    admins: async (notice: Notice) => {
      for (const userId of await listAdmins(tx))
        if (userId !== user_id) addNotification(tx, userId, { ...shared, notice });
    },
  };
}

/** Notifies whoever has to answer a refund, and the customer of the answer, and plans reminders while it waits. */
export const notifyOfRefunds = defineReaction({
  name: "notify_of_refunds",
  channels: tenantRefundsChannel.name("%"),
  // A refund older than the log has been answered, or is on the page of refunds.
  onGap: "skip",
  isReplayable: true,
  events: [refundChanged],
  on: {
    refund_changed: async (tx, event) => {
      const { refund_id, change, requested_role, tenant_id: tenantId, timestamp } = event.data;
      const refund = await readRefund(tx, refund_id);
      if (refund === null) return;
      const notify = notifier(tx, refund, event, timestamp);
      const about = (kind: RefundNoticeKind) => noticeOfRefund(kind, refund);
      switch (change) {
        case "requested":
          if (requested_role === "customer") {
            notify.customer(about("received"));
            await notify.store(noticeOfAsked(refund));
          } else await notify.store(about("owner"), "owner");
          for (const hours of REMIND_AFTER_HOURS)
            await enqueue(
              tx,
              remindOfRefund,
              { refund_id, hours, asked_at: timestamp },
              { tenantId, startAfter: new Date(Date.parse(timestamp) + hours * 3_600_000) },
            );
          return;
        case "granted":
          notify.customer(about(refund.is_credit ? "granted_credit" : "granted_card"));
          if (refund.answered_role === "admin" && refund.borne_by === "store")
            await notify.store(about("charged"));
          return;
        case "refused":
          if (requested_role === "customer") notify.customer(noticeOfRefused(refund));
          return;
        case "refunded":
          notify.customer(about("refunded"));
          return;
        case "failed":
          await notify.store(about("failed"));
          await notify.admins({ ...about("failed"), action_url: "/admin/refunds" });
          return;
        case "contested":
          await notify.admins(about("contested"));
          return;
        default:
          await notify.store(about(change));
      }
    },
  },
});
