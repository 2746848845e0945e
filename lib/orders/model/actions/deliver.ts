import { storeDelivers } from "@/lib/orders/model/store-delivers";
import { conflict, defineAction, mayDecide } from "./define-action";
import { deliverRule } from "./rules";

export const deliver = /* @__PURE__ */ defineAction(deliverRule, {
  fields: () => ({}),
  wrongStatus: "not_out_for_delivery",
  effect: (order, _, { role, now, isOwnRider }) => {
    if (role === "partner" && !storeDelivers(order) && !mayDecide(order, { role, isOwnRider }))
      return conflict("riders_deliver");
    if (role === "rider" && order.rider_state !== "picked_up" && order.rider_state !== "at_door")
      return conflict("not_next_step");
    return {
      changes: {
        order_status: "Delivered",
        delivered_at: now.toISOString(),
        payment_status: order.payment_status === "due_on_delivery" ? "captured" : order.payment_status,
      },
    };
  },
});
