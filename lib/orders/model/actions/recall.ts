import { conflict, defineAction } from "./define-action";
import { recallRule } from "./rules";

export const recall = /* @__PURE__ */ defineAction(recallRule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order) => (order.ready_at === null ? conflict("not_ready_yet") : { changes: { ready_at: null } }),
});
