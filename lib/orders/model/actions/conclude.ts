import { conflict, defineAction, type OrderActionRule } from "./define-action";

/** Hours after which a delivery that nobody confirmed is over. */
export const CONCLUDE_HOURS = 12;

const rule: OrderActionRule<"conclude"> = {
  name: "conclude",
  allowed: { "Out for Delivery": ["system"] },
};

/** Leaves the payment as it is: nobody has said that cash was paid. */
export const conclude = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_out_for_delivery",
  effect: (order, _, { now }) => {
    // Somebody has said that it was not delivered.
    if (order.rider_state === "failed") return conflict("not_out_for_delivery");
    const sentAt = Date.parse(order.dispatched_at ?? order.updated_at);
    return now.getTime() >= sentAt + CONCLUDE_HOURS * 3_600_000
      ? { changes: { order_status: "Delivered", delivered_at: now.toISOString() } }
      : conflict("deadline_not_reached");
  },
});
