import { cancelledForReason } from "./cancelling";
import { defineAction, type OrderActionRule } from "./define-action";

export const declineRule: OrderActionRule<"decline"> = {
  name: "decline",
  allowed: { "Order Received": ["partner"] },
};

export const decline = /* @__PURE__ */ defineAction(declineRule, {
  fields: ({ partnerReason, note }) => ({ reason: partnerReason, note }),
  wrongStatus: "not_received_any_more",
  effect: (order, { reason, note }, circumstances) => cancelledForReason(order, circumstances, reason, note),
});
