import { cancelled, cancelledForReason } from "./cancelling";
import { conflict, defineAction, mayDecide } from "./define-action";
import { cancelRule } from "./rules";

export const cancel = /* @__PURE__ */ defineAction(cancelRule, {
  fields: ({ reason, note }) => ({ reason, note }),
  wrongStatus: (role, isOver) => {
    if (role === "customer") return "too_late_to_cancel";
    if (isOver) return "final";
    return role === "partner" ? "not_received_any_more" : "not_preparing";
  },
  effect: (order, { reason, note }, circumstances) => {
    if (circumstances.role === "customer") return cancelled(order, circumstances, "CUSTOMER_CANCELLED", note);
    return order.order_status === "Out for Delivery" && !mayDecide(order, circumstances)
      ? conflict("not_received_any_more")
      : cancelledForReason(order, circumstances, reason, note);
  },
});
