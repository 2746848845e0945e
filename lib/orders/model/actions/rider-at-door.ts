import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"rider_at_door"> = {
  name: "rider_at_door",
  allowed: { "Out for Delivery": ["rider"] },
};

export const riderAtDoor = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_out_for_delivery",
  effect: ({ rider_state }) =>
    rider_state === "picked_up" ? { changes: { rider_state: "at_door" } } : conflict("not_next_step"),
});
