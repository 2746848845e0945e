import { stoodStill } from "@/lib/broadcasts/model/standstill";
import type { DecidedOrder, OrderChanges } from "@/lib/orders/model/changing-fields";
import { storeDelivers } from "@/lib/orders/model/store-delivers";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import type { DeliveryBy } from "@/lib/stores/model/delivery-by";
import { type Circumstances, conflict, defineAction, later } from "./define-action";
import { undoRule } from "./rules";

/** Minutes that remain to accept an order again, at least. */
const TIME_TO_ACCEPT = 1;

/** A step also sets what was missing before it, at the same instant. */
const unlessSetAt = (step: string | null, at: string | null) => (at === step ? null : at);

function acceptUndone(
  order: DecidedOrder,
  { now, maintenance }: Pick<Circumstances, "now" | "maintenance">,
): Partial<OrderChanges> {
  // The deadline moves by the maintenance since the order was placed, also by what is over.
  const past = stoodStill(Date.parse(order.created_at), now.getTime(), maintenance);
  const latest = later(new Date(now.getTime() - past), TIME_TO_ACCEPT);
  return {
    order_status: "Order Received",
    payment_status: order.payment_method === "cash" ? order.payment_status : "authorized",
    accept_by: [order.accept_by, latest].sort().at(-1) ?? latest,
    acknowledged_at: unlessSetAt(order.accepted_at, order.acknowledged_at),
    accepted_at: null,
    prep_minutes: null,
    promised_at: null,
  };
}

export const handOverUndone = (order: DecidedOrder): Partial<OrderChanges> => ({
  order_status: "Preparing",
  ready_at: unlessSetAt(order.dispatched_at, order.ready_at),
  dispatched_at: null,
});

export const deliveryUndone = (order: DecidedOrder): Partial<OrderChanges> => ({
  order_status: "Out for Delivery",
  payment_status: order.payment_method === "cash" ? "due_on_delivery" : order.payment_status,
  delivered_at: null,
});

/** The hand-over made it the store's own delivery. Riders may be asked again where the store leaves that open. */
const sendingUndone = (order: DecidedOrder, setting: DeliveryBy | null): Partial<OrderChanges> => ({
  ...handOverUndone(order),
  delivery_by: setting === "either" ? "either" : order.delivery_by,
});

/** Returns null when something else happened to the order after its last step. */
function lastStepUndone(
  order: DecidedOrder,
  circumstances: Pick<Circumstances, "now" | "setting" | "maintenance">,
): Partial<OrderChanges> | null {
  const isLast = (step: string | null) => step === order.updated_at;
  switch (order.order_status) {
    case "Preparing":
      if (isLast(order.ready_at)) return { ready_at: null };
      // Whoever is under way to the store was not asked for nothing.
      return isLast(order.accepted_at) && order.rider_state === "none"
        ? acceptUndone(order, circumstances)
        : null;
    case "Out for Delivery":
      return isLast(order.dispatched_at) ? sendingUndone(order, circumstances.setting) : null;
    case "Delivered":
      return isLast(order.delivered_at) ? deliveryUndone(order) : null;
    case "Order Received":
    case "Cancelled":
      return null;
  }
}

export const undo = /* @__PURE__ */ defineAction(undoRule, {
  fields: () => ({}),
  wrongStatus: "nothing_to_undo",
  effect: (order, _, circumstances) => {
    const { now } = circumstances;
    if (order.order_status !== "Preparing" && !storeDelivers(order)) return conflict("riders_deliver");
    const changes = lastStepUndone(order, circumstances);
    if (changes === null) return conflict("nothing_to_undo");
    const seconds = (now.getTime() - Date.parse(order.updated_at)) / 1000;
    return seconds > UNDO_SECONDS.accepted ? conflict("undo_too_late") : { changes };
  },
});
