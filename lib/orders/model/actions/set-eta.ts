import { defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"set_eta"> = {
  name: "set_eta",
  allowed: { "Order Received": ["system"], Preparing: ["system"], "Out for Delivery": ["system"] },
};

/** Null: nothing better than the promise is known any more. Keeps the time of the last change: an estimate takes nobody's chance to undo a step. */
export const setEta = /* @__PURE__ */ defineAction(rule, {
  fields: ({ estimate }) => ({ from: estimate, to: estimate }),
  wrongStatus: "final",
  effect: ({ updated_at }, { from, to }) => ({ changes: { eta_from: from, eta_to: to, updated_at } }),
});
