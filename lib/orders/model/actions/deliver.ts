import { defineAction } from "./define-action";

export const deliver = defineAction({
  name: "deliver",
  fields: () => ({}),
  allowed: { "Out for Delivery": ["partner", "admin"] },
  wrongStatus: "not_out_for_delivery",
  effect: (order, _, { now }) => ({
    changes: {
      order_status: "Delivered",
      delivered_at: now.toISOString(),
      payment_status: order.payment_status === "due_on_delivery" ? "captured" : order.payment_status,
    },
  }),
});
