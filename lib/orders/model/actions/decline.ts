import { cancelledForReason } from "./cancelling";
import { defineAction } from "./define-action";
import { declineRule } from "./rules";

export const decline = /* @__PURE__ */ defineAction(declineRule, {
  fields: ({ partnerReason, note }) => ({ reason: partnerReason, note }),
  wrongStatus: "not_received_any_more",
  effect: (order, { reason, note }, circumstances) => cancelledForReason(order, circumstances, reason, note),
});
