import { earliestAnswer, isOpen } from "@/lib/orders/model/unavailable/settle";
import { conflict, defineAction, type OrderActionRule } from "./define-action";

/** Not among the rules for pages: the dialog offers it for each line that the customer is asked about. */
const rule: OrderActionRule<"mark_available"> = {
  name: "mark_available",
  allowed: { Preparing: ["partner"] },
};

/**
 * Takes back that lines cannot be made, until the customer has answered. An open question has changed no sum. What a wish from
 * the checkout has decided stays: its money went back at once.
 */
export const markAvailable = /* @__PURE__ */ defineAction(rule, {
  fields: ({ lineIds }) => ({ order_item_ids: lineIds }),
  wrongStatus: "not_preparing",
  effect: (order, { order_item_ids }) => {
    const ids = new Set(order_item_ids);
    const named = order.unavailable.filter(({ order_item_id }) => ids.has(order_item_id));
    if (named.length < ids.size) return { refusal: "not_asked", code: "invalid" };
    if (!named.every(isOpen)) return conflict("already_answered");
    const unavailable = order.unavailable.filter(({ order_item_id }) => !ids.has(order_item_id));
    return { changes: { unavailable, answer_by: earliestAnswer(unavailable) } };
  },
});
