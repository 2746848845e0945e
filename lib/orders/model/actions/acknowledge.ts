import { conflict, defineAction } from "./define-action";
import { acknowledgeRule } from "./rules";

export const acknowledge = /* @__PURE__ */ defineAction(acknowledgeRule, {
  fields: () => ({}),
  wrongStatus: "not_received_any_more",
  effect: (order, _, { now }) =>
    order.acknowledged_at === null
      ? { changes: { acknowledged_at: now.toISOString() } }
      : conflict("already_acknowledged"),
});
