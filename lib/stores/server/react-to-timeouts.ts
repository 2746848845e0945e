import "server-only";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { readLatestDecided } from "@/lib/orders/server/queries";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { changedIntake } from "@/lib/stores/model/status/change";
import { statusAt } from "@/lib/stores/model/status/status";
import { hasStoppedAnswering, TIMEOUTS_IN_A_ROW } from "@/lib/stores/model/timeouts";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn } from "./change-intake";

/** Pauses a store that has stopped answering, until somebody opens it. Looks at its present orders, so a late run changes nothing. */
export const pauseSilentStores = defineReaction({
  name: "pause_silent_stores",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  onGap: "skip",
  isReplayable: true,
  on: {
    order_status_update: async (tx, { data: { tenant_id, entry } }) => {
      if (entry.action !== "expire") return;
      await changeIntakeIn(tx, tenant_id, async (store, now) => {
        if (statusAt(store, now.getTime()).mode === "paused") return null;
        // Read while the row is held: staff who answer an order or open the store meanwhile are not overlooked.
        const latest = await readLatestDecided(tx, tenant_id, TIMEOUTS_IN_A_ROW);
        if (!hasStoppedAnswering(latest, Date.parse(store.intake.changed_at))) return null;
        const pause = { mode: "paused", lasts: "until_open", reason: errorText("store_silent") } as const;
        return {
          hours: store.hours,
          intake: { ...changedIntake(store, pause, now.getTime()), cause: "timeouts" },
        };
      });
    },
  },
});
