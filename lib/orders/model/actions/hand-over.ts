import { storeDelivers } from "@/lib/orders/model/store-delivers";
import { conflict, defineAction } from "./define-action";
import { handOverRule } from "./rules";

/** An order that leaves the store is ready, whether or not Ready was pressed. */
export const handOver = /* @__PURE__ */ defineAction(handOverRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) => {
    if (!storeDelivers(order)) return conflict("riders_deliver");
    // The customer was promised the time to answer.
    if (order.answer_by !== null) return conflict("question_open");
    const at = now.toISOString();
    return {
      changes: {
        order_status: "Out for Delivery",
        ready_at: order.ready_at ?? at,
        dispatched_at: at,
        // No rider is asked any more: the store has said that it brings it.
        delivery_by: "store",
        eta_from: null,
        eta_to: null,
      },
    };
  },
});
