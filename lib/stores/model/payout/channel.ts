import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** Whether it is known where a store's payouts go, for those who set the store up. */
export const payoutChannel = defineChannel({
  kind: "payout",
  pattern: "tenant:{id}:payout",
  events: ["payout_changed"],
});
