import { cancelledForReason } from "./cancelling";
import { defineAction } from "./define-action";

export const decline = defineAction({
  name: "decline",
  fields: ({ partnerReason, note }) => ({ reason: partnerReason, note }),
  allowed: { "Order Received": ["partner"] },
  wrongStatus: "not_received_any_more",
  effect: (order, { reason, note }, circumstances) => cancelledForReason(order, circumstances, reason, note),
});
