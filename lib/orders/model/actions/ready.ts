import { conflict, defineAction } from "./define-action";

export const ready = defineAction({
  name: "ready",
  fields: () => ({}),
  allowed: { Preparing: ["partner"] },
  wrongStatus: "not_preparing",
  effect: (order, _, { now }) =>
    order.ready_at === null ? { changes: { ready_at: now.toISOString() } } : conflict("already_ready"),
  isOffered: (order) => order.ready_at === null,
});
