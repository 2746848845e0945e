import { conflict, defineAction } from "./define-action";
import { readyRule } from "./rules";

export const ready = /* @__PURE__ */ defineAction(readyRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) =>
    order.ready_at === null ? { changes: { ready_at: now.toISOString() } } : conflict("already_ready"),
});
