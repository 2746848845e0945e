import { acceptEnd } from "@/lib/orders/model/deadlines";
import { cancelled } from "./cancelling";
import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"expire"> = {
  name: "expire",
  allowed: { "Order Received": ["system"] },
};

export const expire = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_received_any_more",
  effect: (order, _, circumstances) =>
    circumstances.now.getTime() >= acceptEnd(order, circumstances.maintenance)
      ? cancelled(order, circumstances, "PARTNER_TIMEOUT", "")
      : conflict("deadline_not_reached"),
});
