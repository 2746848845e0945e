import { conflict, defineAction, type OrderActionRule } from "./define-action";

export const recallRule: OrderActionRule<"recall"> = {
  name: "recall",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.ready_at !== null,
};

export const recall = /* @__PURE__ */ defineAction(recallRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order) => (order.ready_at === null ? conflict("not_ready_yet") : { changes: { ready_at: null } }),
});
