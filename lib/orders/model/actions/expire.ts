import { cancelled } from "./cancelling";
import { conflict, defineAction, defineRule } from "./define-action";

const rule = defineRule({
  name: "expire",
  allowed: { "Order Received": ["system"] },
});

/** Cancels an order that was not accepted in time. Only the system does this: there is no button for it. */
export const expire = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_received_any_more",
  effect: (order, _, circumstances) =>
    circumstances.now.getTime() >= Date.parse(order.accept_by)
      ? cancelled(order, circumstances, "PARTNER_TIMEOUT", "")
      : conflict("deadline_not_reached"),
});
