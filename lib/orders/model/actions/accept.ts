import { acceptEnd } from "@/lib/orders/model/deadlines";
import { minutesIfAccepted, readyIfAccepted } from "@/lib/orders/model/told-time";
import { conflict, defineAction, later } from "./define-action";
import { acceptRule } from "./rules";

export const accept = /* @__PURE__ */ defineAction(acceptRule, {
  fields: ({ prepMinutes }) => ({ prep_minutes: prepMinutes }),
  wrongStatus: "not_received_any_more",
  effect: (order, { prep_minutes }, { now, maintenance }) => {
    if (now.getTime() >= acceptEnd(order, maintenance)) return conflict("deadline_passed");
    const at = now.toISOString();
    const ready = readyIfAccepted(order, prep_minutes ?? null, now.getTime());
    const minutes = minutesIfAccepted(order, prep_minutes ?? null, now.getTime());
    return {
      changes: {
        order_status: "Preparing",
        payment_status: order.payment_status === "authorized" ? "captured" : order.payment_status,
        acknowledged_at: order.acknowledged_at ?? at,
        accepted_at: at,
        prep_minutes: minutes,
        promised_at: later(new Date(ready), order.delivery_minutes),
      },
      minutes,
    };
  },
});
