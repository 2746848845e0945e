import { cancelled, cancelledForReason } from "./cancelling";
import { defineAction } from "./define-action";
import { cancelRule } from "./rules";

export const cancel = /* @__PURE__ */ defineAction(cancelRule, {
  fields: ({ reason, note }) => ({ reason, note }),
  wrongStatus: (role, isOver) => {
    if (role === "customer") return "too_late_to_cancel";
    if (isOver) return "final";
    return role === "partner" ? "not_received_any_more" : "not_preparing";
  },
  effect: (order, { reason, note }, circumstances) =>
    circumstances.role === "customer"
      ? cancelled(order, circumstances, "CUSTOMER_CANCELLED", note)
      : cancelledForReason(order, circumstances, reason, note),
});
