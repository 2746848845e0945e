import "server-only";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { payoutChanged } from "@/lib/stores/model/payout/events";
import { noticeOfPayout } from "@/lib/stores/model/payout/notices";
import { readStaff } from "@/lib/stores/server/queries";
import { addNotification } from "./add";

/** Tells all owners that payouts go elsewhere now. */
export const notifyOfPayout = defineReaction({
  name: "notify_of_payout",
  channels: payoutChannel.name("%"),
  events: [payoutChanged],
  onGap: "skip",
  isReplayable: true,
  on: {
    payout_changed: async (tx, event) => {
      const { tenant_id: tenantId, timestamp } = event.data;
      const about = {
        event,
        at: timestamp,
        kind: "account",
        topic: `payout:${tenantId}`,
        tenantId,
      } as const;
      for (const { user_id, role, store, slug } of await readStaff(tx, tenantId))
        if (role === "owner")
          addNotification(tx, user_id, { ...about, notice: noticeOfPayout({ store, slug }) });
    },
  },
});
