import { isChanged } from "@/lib/orders/model/unavailable/lines";
import { conflict, defineAction, type OrderActionRule } from "./define-action";

/** Not among the rules of pages, whose first load has no room for it: the ticket offers it below its changed lines. */
const rule: OrderActionRule<"acknowledge_lines"> = {
  name: "acknowledge_lines",
  allowed: { Preparing: ["partner"] },
};

/** Names the lines, so that a change that the person has not seen stays marked. */
export const acknowledgeLines = /* @__PURE__ */ defineAction(rule, {
  fields: ({ lineIds }) => ({ order_item_ids: lineIds }),
  wrongStatus: "not_preparing",
  effect: (order, { order_item_ids }, { now }) => {
    const lines = order.unavailable.filter((line) => order_item_ids.includes(line.order_item_id));
    const isUnknown = new Set(order_item_ids).size > lines.length;
    if (isUnknown || lines.some(({ choice }) => choice === null))
      return { refusal: "line_unchanged", code: "invalid" };
    const seen = new Set(lines.filter(isChanged));
    if (seen.size === 0) return conflict("already_acknowledged");
    const acknowledged_at = now.toISOString();
    return {
      changes: {
        unavailable: order.unavailable.map((line) => (seen.has(line) ? { ...line, acknowledged_at } : line)),
      },
    };
  },
});
