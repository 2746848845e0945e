import { cancelled, cancelledForReason } from "./cancelling";
import { defineAction, type OrderActionRule } from "./define-action";

export const cancelRule: OrderActionRule<"cancel"> = {
  name: "cancel",
  allowed: {
    // A partner's cancel equals a decline here, because the REST API only sets statuses.
    "Order Received": ["customer", "partner"],
    Preparing: ["partner", "admin"],
    "Out for Delivery": ["admin"],
  },
  // The store's button for an unaccepted order is Decline.
  isOffered: (order, role) => !(role === "partner" && order.order_status === "Order Received"),
};

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
