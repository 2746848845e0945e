import { conflict, defineAction, defineRule } from "./define-action";

export const readyRule = defineRule({
  name: "ready",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.ready_at === null,
});

export const ready = /* @__PURE__ */ defineAction(readyRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) =>
    order.ready_at === null ? { changes: { ready_at: now.toISOString() } } : conflict("already_ready"),
});
