import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"rider_at_store"> = {
  name: "rider_at_store",
  allowed: { Preparing: ["rider"] },
};

export const riderAtStore = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: ({ rider_state, updated_at }) =>
    rider_state === "accepted"
      ? { changes: { rider_state: "at_store", updated_at } }
      : conflict("not_next_step"),
});
