import { conflict, defineAction, mayDecide, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"release_rider"> = {
  name: "release_rider",
  // Once the food is with the rider, only whoever decides about it can know what has become of it.
  allowed: { Preparing: ["rider", "partner", "admin", "system"], "Out for Delivery": ["admin", "partner"] },
};

/**
 * The order is offered again. One that was picked up is ready at the store again, whose food or replacement that is. Says nothing
 * of why: the customer reads the entry.
 */
export const releaseRider = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, circumstances) => {
    if (order.rider_state === "none") return conflict("no_rider");
    if (order.order_status !== "Preparing" && !mayDecide(order, circumstances))
      return conflict("not_preparing");
    return {
      changes: {
        order_status: "Preparing",
        dispatched_at: null,
        rider_id: null,
        rider_name: null,
        rider_vehicle: null,
        rider_state: "none",
        trip_id: null,
        eta_from: null,
        eta_to: null,
        // In the kitchen nothing has changed, so that a press there can still be undone.
        ...(order.order_status === "Preparing" && { updated_at: order.updated_at }),
      },
    };
  },
});
