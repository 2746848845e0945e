import { storeDelivers } from "@/lib/orders/model/store-delivers";
import type { OrderActionRule } from "./define-action";

/**
 * The rules say who may do what, and when. They have a file of their own, because pages need the rules for their buttons, and not what the
 * actions take and do.
 */

export const acceptRule: OrderActionRule<"accept"> = {
  name: "accept",
  allowed: { "Order Received": ["partner", "system"] },
};

export const declineRule: OrderActionRule<"decline"> = {
  name: "decline",
  allowed: { "Order Received": ["partner"] },
};

export const acknowledgeRule: OrderActionRule<"acknowledge"> = {
  name: "acknowledge",
  allowed: { "Order Received": ["partner"] },
  isOffered: (order) => order.acknowledged_at === null,
};

export const readyRule: OrderActionRule<"ready"> = {
  name: "ready",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.ready_at === null,
};

export const handOverRule: OrderActionRule<"hand_over"> = {
  name: "hand_over",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.answer_by === null && storeDelivers(order),
};

export const deliverRule: OrderActionRule<"deliver"> = {
  name: "deliver",
  allowed: { "Out for Delivery": ["partner", "admin", "rider"] },
  isOffered: (order, role) => role === "admin" || (role === "partner" && storeDelivers(order)),
};

export const delayRule: OrderActionRule<"delay"> = {
  name: "delay",
  allowed: { Preparing: ["partner"] },
};

export const recallRule: OrderActionRule<"recall"> = {
  name: "recall",
  allowed: { Preparing: ["partner"] },
  isOffered: (order) => order.ready_at !== null,
};

export const cancelRule: OrderActionRule<"cancel"> = {
  name: "cancel",
  allowed: {
    // A partner's cancel equals a decline here, because the REST API only sets statuses.
    "Order Received": ["customer", "partner"],
    Preparing: ["partner", "admin"],
    "Out for Delivery": ["admin", "partner"],
  },
  // The store's button for an unaccepted order is Decline, and only the server knows whose rider has failed.
  isOffered: (order, role) => role !== "partner" || order.order_status === "Preparing",
};

export const undoRule: OrderActionRule<"undo"> = {
  name: "undo",
  allowed: { Preparing: ["partner"], "Out for Delivery": ["partner"], Delivered: ["partner"] },
  // A rule has no clock: the board offers it beside the step, for as long as it can be undone.
  isOffered: () => false,
};

export const markUnavailableRule: OrderActionRule<"mark_unavailable"> = {
  name: "mark_unavailable",
  allowed: { Preparing: ["partner"] },
  // Needs the lines: the ticket's menu opens a dialog for them.
  isOffered: () => false,
};

export const answerUnavailableRule: OrderActionRule<"answer_unavailable"> = {
  name: "answer_unavailable",
  allowed: { Preparing: ["customer"] },
  isOffered: (order) => order.answer_by !== null,
};

/** The order is that of the buttons. */
export const RULES = [
  acceptRule,
  declineRule,
  acknowledgeRule,
  readyRule,
  handOverRule,
  deliverRule,
  delayRule,
  recallRule,
  cancelRule,
  undoRule,
  markUnavailableRule,
  answerUnavailableRule,
] as const;
