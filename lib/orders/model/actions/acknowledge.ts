import { conflict, defineAction, type OrderActionRule } from "./define-action";

export const acknowledgeRule: OrderActionRule<"acknowledge"> = {
  name: "acknowledge",
  allowed: { "Order Received": ["partner"] },
  isOffered: (order) => order.acknowledged_at === null,
};

export const acknowledge = /* @__PURE__ */ defineAction(acknowledgeRule, {
  fields: () => ({}),
  wrongStatus: "not_received_any_more",
  effect: (order, _, { now }) =>
    order.acknowledged_at === null
      ? { changes: { acknowledged_at: now.toISOString() } }
      : conflict("already_acknowledged"),
});
