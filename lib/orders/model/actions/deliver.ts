import { defineAction, type OrderActionRule } from "./define-action";

export const deliverRule: OrderActionRule<"deliver"> = {
  name: "deliver",
  allowed: { "Out for Delivery": ["partner", "admin"] },
};

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
