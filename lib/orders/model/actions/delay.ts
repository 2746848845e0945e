import { defineAction, later } from "./define-action";

/** Adds minutes to the promise. */
export const delay = defineAction({
  name: "delay",
  fields: ({ delayMinutes, note }) => ({ minutes: delayMinutes, note }),
  allowed: { Preparing: ["partner"] },
  wrongStatus: "not_preparing",
  effect: (order, { minutes, note }, { now }) => ({
    changes: {
      prep_minutes: (order.prep_minutes ?? 0) + minutes,
      promised_at: later(order.promised_at === null ? now : new Date(order.promised_at), minutes),
    },
    minutes,
    note,
  }),
});
