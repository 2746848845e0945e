import { conflict, defineAction } from "./define-action";

/** Takes Ready back. */
export const recall = defineAction({
  name: "recall",
  fields: () => ({}),
  allowed: { Preparing: ["partner"] },
  wrongStatus: "not_preparing",
  effect: (order) => (order.ready_at === null ? conflict("not_ready_yet") : { changes: { ready_at: null } }),
  isOffered: (order) => order.ready_at !== null,
});
