import { cancelled } from "./cancelling";
import { conflict, defineAction } from "./define-action";

/** Cancels an order that was not accepted in time. Only the system does this: there is no button for it. */
export const expire = defineAction({
  name: "expire",
  fields: () => ({}),
  allowed: { "Order Received": ["system"] },
  wrongStatus: "not_received_any_more",
  effect: (order, _, circumstances) =>
    circumstances.now.getTime() >= Date.parse(order.accept_by)
      ? cancelled(order, circumstances, "PARTNER_TIMEOUT", "")
      : conflict("deadline_not_reached"),
});
