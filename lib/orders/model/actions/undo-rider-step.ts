import type { DecidedOrder, OrderChanges } from "@/lib/orders/model/changing-fields";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { conflict, defineAction, type OrderActionRule } from "./define-action";
import { deliveryUndone, handOverUndone } from "./undo";

const rule: OrderActionRule<"undo_rider_step"> = {
  name: "undo_rider_step",
  allowed: { Preparing: ["rider"], "Out for Delivery": ["rider"], Delivered: ["rider"] },
};

function changesOfUndone(order: DecidedOrder, step: string): Partial<OrderChanges> | null {
  switch (step) {
    case "rider_at_store":
      return { rider_state: "accepted", updated_at: order.updated_at };
    case "pick_up":
      return { ...handOverUndone(order), rider_state: "at_store" };
    case "rider_at_door":
      return { rider_state: "picked_up" };
    case "fail_delivery":
      return { rider_state: "at_door" };
    case "deliver":
      return deliveryUndone(order);
    default:
      return null;
  }
}

/** Takes back only the latest change of the order, and only when it was the rider's. */
export const undoRiderStep = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "nothing_to_undo",
  effect: (order, _, { now, last }) => {
    const changes = last?.actor_kind === "rider" ? changesOfUndone(order, last.action) : null;
    if (last === null || changes === null) return conflict("nothing_to_undo");
    const seconds = (now.getTime() - Date.parse(last.at)) / 1000;
    return seconds > UNDO_SECONDS.accepted ? conflict("undo_too_late") : { changes };
  },
});
