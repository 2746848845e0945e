import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"pick_up"> = {
  name: "pick_up",
  allowed: { Preparing: ["rider"] },
};

/** As with a hand-over, an order that leaves the store is ready, whether or not Ready was pressed. */
export const pickUp = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) => {
    if (order.rider_state !== "accepted" && order.rider_state !== "at_store")
      return conflict("not_next_step");
    // The customer was promised the time to answer.
    if (order.answer_by !== null) return conflict("question_open");
    const at = now.toISOString();
    return {
      changes: {
        order_status: "Out for Delivery",
        ready_at: order.ready_at ?? at,
        dispatched_at: at,
        rider_state: "picked_up",
      },
    };
  },
});
