import { conflict, defineAction } from "./define-action";

/** Silences the alarm for this order on every device of the store. */
export const acknowledge = defineAction({
  name: "acknowledge",
  fields: () => ({}),
  allowed: { "Order Received": ["partner"] },
  wrongStatus: "not_received_any_more",
  effect: (order, _, { now }) =>
    order.acknowledged_at === null
      ? { changes: { acknowledged_at: now.toISOString() } }
      : conflict("already_acknowledged"),
  isOffered: (order) => order.acknowledged_at === null,
});
