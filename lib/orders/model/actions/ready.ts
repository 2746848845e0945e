import { conflict, defineAction, type OrderActionRule } from "./define-action";

export const readyRule: OrderActionRule<"ready"> = {
  name: "ready",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.ready_at === null,
};

export const ready = /* @__PURE__ */ defineAction(readyRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) =>
    order.ready_at === null ? { changes: { ready_at: now.toISOString() } } : conflict("already_ready"),
});
