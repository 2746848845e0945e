import { defineAction } from "./define-action";
import { deliverRule } from "./rules";

export const deliver = /* @__PURE__ */ defineAction(deliverRule, {
  fields: () => ({}),
  wrongStatus: "not_out_for_delivery",
  effect: (order, _, { now }) => ({
    changes: {
      order_status: "Delivered",
      delivered_at: now.toISOString(),
      payment_status: order.payment_status === "due_on_delivery" ? "captured" : order.payment_status,
    },
  }),
});
