import "server-only";
import { env } from "@/lib/env";
import { noticeOfPause } from "@/lib/notifications/model/waiting-notices";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { storeStatus } from "@/lib/stores/model/events";
import { readOpenPause, readStaff } from "@/lib/stores/server/queries";
import { addNotification } from "./add";

/** Notifies the staff of a store that was paused without them. */
export const notifyOfPauses = defineReaction({
  name: "notify_of_pauses",
  channels: tenantOrdersChannel.name("%"),
  events: [storeStatus],
  onGap: "skip",
  isReplayable: true,
  on: {
    store_status: async (tx, event) => {
      const { tenant_id: tenantId, intake, timestamp } = event.data;
      // Changed hours are published with the intake that the store has.
      if (intake.mode !== "paused" || intake.cause === "person" || intake.changed_at !== timestamp) return;
      const minutes = Math.max(1, Math.round(env().DEVICE_SILENCE_SECONDS / 60));
      const held = intake.cause === "platform" ? await readOpenPause(tx, tenantId) : null;
      for (const { user_id, store, slug } of await readStaff(tx, tenantId))
        addNotification(tx, user_id, {
          event,
          at: timestamp,
          notice: noticeOfPause(intake.cause, { store, slug, minutes, reason: held?.reason ?? "" }),
          kind: "store_paused",
          topic: `paused:${tenantId}`,
          tenantId,
        });
    },
  },
});
