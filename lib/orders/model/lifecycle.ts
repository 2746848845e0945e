import { NO_WINDOWS, type Windows } from "@/lib/broadcasts/model/standstill";
import { later, type OfferedBy } from "./actions/define-action";
import { RULES } from "./actions/rules";
import type { OrderAction } from "./actions/schema";
import type { ActorKind, OrderStatus } from "./changing-fields";
import { acceptEnd, answerEnd } from "./deadlines";
import type { OrderSummary } from "./schema";
import { ARRIVAL_SPAN } from "./terms";
import { questionEnd } from "./unavailable/question-end";

export const FINAL: readonly OrderStatus[] = ["Delivered", "Cancelled"];

export function isFinal(status: OrderStatus): boolean {
  return FINAL.includes(status);
}

export function nextSteps(order: Pick<OrderSummary, OfferedBy>, role: ActorKind): OrderAction["name"][] {
  return RULES.filter(
    ({ allowed, isOffered }) =>
      allowed[order.order_status]?.includes(role) && (isOffered?.(order, role) ?? true),
  ).map((rule) => rule.name);
}

/** Returns the system's step whose time has come. Without the maintenance, one whose time may have come. */
export function dueStep(
  order: Pick<OrderSummary, "order_status" | "created_at" | "accept_by" | "answer_by">,
  now: Date,
  maintenance: Windows = NO_WINDOWS,
): "expire" | "settle_unavailable" | null {
  const isPast = (instant: number) => instant <= now.getTime();
  if (order.order_status === "Order Received") return isPast(acceptEnd(order, maintenance)) ? "expire" : null;
  const answerBy = questionEnd(order);
  return answerBy !== null && isPast(answerEnd(answerBy, maintenance)) ? "settle_unavailable" : null;
}

export const STEPS = ["received", "preparing", "ready", "out_for_delivery", "delivered"] as const;
export const TOTAL_STEPS = STEPS.length;

/** Counts from 1; 0 when the order was cancelled. */
export function stepOf(order: Pick<OrderSummary, "order_status" | "ready_at">): number {
  switch (order.order_status) {
    case "Order Received":
      return 1;
    case "Preparing":
      return order.ready_at === null ? 2 : 3;
    case "Out for Delivery":
      return 4;
    case "Delivered":
      return 5;
    case "Cancelled":
      return 0;
  }
}

/** What dispatch expects, or the promise and the usual span when it knows nothing better. */
export function estimatedDelivery(
  order: Pick<
    OrderSummary,
    | "order_status"
    | "promised_at"
    | "created_at"
    | "default_prep_minutes"
    | "delivery_minutes"
    | "eta_from"
    | "eta_to"
  >,
): { from: string; to: string } | null {
  if (isFinal(order.order_status)) return null;
  if (order.eta_from !== null && order.eta_to !== null) return { from: order.eta_from, to: order.eta_to };
  const from = new Date(
    order.promised_at ??
      later(new Date(order.created_at), order.default_prep_minutes + order.delivery_minutes),
  );
  return { from: from.toISOString(), to: later(from, ARRIVAL_SPAN) };
}
