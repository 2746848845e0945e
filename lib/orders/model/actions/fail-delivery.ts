import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"fail_delivery"> = {
  name: "fail_delivery",
  allowed: { "Out for Delivery": ["rider"] },
};

/**
 * The order stays open: an admin, or the store whose rider it is, cancels it, has it delivered or
 * gives it to another rider. The rider's words are not in the entry,
 * because the customer reads it.
 */
export const failDelivery = /* @__PURE__ */ defineAction(rule, {
  fields: ({ failReason }) => ({ reason: failReason }),
  wrongStatus: "not_out_for_delivery",
  effect: ({ rider_state }, { reason }) =>
    rider_state === "picked_up" || rider_state === "at_door"
      ? { changes: { rider_state: "failed", eta_from: null, eta_to: null }, reason }
      : conflict("not_next_step"),
});
