import { defineAction, later } from "./define-action";
import { delayRule } from "./rules";

export const delay = /* @__PURE__ */ defineAction(delayRule, {
  fields: ({ delayMinutes, note }) => ({ minutes: delayMinutes, note }),
  wrongStatus: "not_preparing",
  effect: (order, { minutes, note }, { now }) => ({
    changes: {
      prep_minutes: (order.prep_minutes ?? 0) + minutes,
      promised_at: later(order.promised_at === null ? now : new Date(order.promised_at), minutes),
      // Until the next plan, the promise is the better estimate.
      eta_from: null,
      eta_to: null,
    },
    minutes,
    note,
  }),
});
