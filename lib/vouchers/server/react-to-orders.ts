import "server-only";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { orderStatusUpdate } from "@/lib/orders/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { releaseVoucher } from "./commands";

/** A voucher can be used again when its order was cancelled, declined or not accepted in time. */
export const releaseVouchers = defineReaction({
  name: "vouchers",
  channels: tenantOrdersChannel.name("%"),
  events: [orderStatusUpdate],
  isReplayable: true,
  onGap: "skip",
  on: {
    order_status_update: async (tx, { data }) => {
      if (data.order_status === "Cancelled") await releaseVoucher(tx, data.order_id);
    },
  },
});
