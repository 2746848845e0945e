import type { OrderSummary } from "@/lib/orders/model/schema";
import { SOON } from "@/lib/orders/model/terms";
import { readyIfAccepted } from "@/lib/orders/model/told-time";
import { columnOf } from "./columns";

export type Urgency = "calm" | "soon" | "late";

export interface Deadline {
  /** Start of the current step (ms since the epoch). */
  since: number;
  /** Deadline of the current step (ms since the epoch). */
  due: number;
}

type Timed = Pick<
  OrderSummary,
  | "order_status"
  | "created_at"
  | "accept_by"
  | "accepted_at"
  | "ready_at"
  | "dispatched_at"
  | "promised_at"
  | "delivery_minutes"
  | "updated_at"
>;

const MINUTE = 60_000;

const parse = (instant: string | null, otherwise: string) => Date.parse(instant ?? otherwise);

export function deadlineOf(order: Timed): Deadline | null {
  const promised = parse(order.promised_at, order.updated_at);
  const leaves = promised - order.delivery_minutes * MINUTE;
  switch (columnOf(order)) {
    case "new":
      return { since: Date.parse(order.created_at), due: Date.parse(order.accept_by) };
    case "preparing":
      return { since: parse(order.accepted_at, order.updated_at), due: leaves };
    case "ready":
      return { since: parse(order.ready_at, order.updated_at), due: leaves };
    case "out":
      return { since: parse(order.dispatched_at, order.updated_at), due: promised };
    case "done":
      return null;
  }
}

/** Returns ms before the deadline, as a share of the whole promise, not of the current step. */
function warning(order: Timed, { since, due }: Deadline): number {
  const began = order.accepted_at === null ? since : Date.parse(order.accepted_at);
  const share = (due - began) * SOON.share;
  return Math.min(SOON.maximumMinutes * MINUTE, Math.max(SOON.minimumMinutes * MINUTE, share));
}

export function urgencyOf(order: Timed, now: number): Urgency {
  const deadline = deadlineOf(order);
  if (deadline === null) return "calm";
  if (now >= deadline.due) return "late";
  return now >= deadline.due - warning(order, deadline) ? "soon" : "calm";
}

/** Returns the urgency that a ticket's head has: a new order is late in its last minute, when it is nearly lost. */
export function headUrgencyOf(order: Timed, now: number): Urgency {
  const urgency = urgencyOf(order, now);
  const isNearlyLost = columnOf(order) === "new" && Date.parse(order.accept_by) - now <= MINUTE;
  return urgency !== "calm" && isNearlyLost ? "late" : urgency;
}

/** Leaves out new orders, which have no promise yet, and test orders, whose promise nobody was given. */
export function countLate(orders: readonly (Timed & Pick<OrderSummary, "is_test">)[], now: number): number {
  return orders.filter(
    (order) =>
      order.is_test !== true && order.order_status !== "Order Received" && urgencyOf(order, now) === "late",
  ).length;
}

export type Promised = Timed & Pick<OrderSummary, "delivered_at">;

/** `afterPromise` is the time from the promise to the delivery, below 0 before it, in any unit. */
export const isLateDelivery = (afterPromise: number) => afterPromise >= 0;

/** For figures of a day: a delivered order stays late for good; a new or cancelled one never is. */
export function isLateOrder(order: Promised, now: number): boolean {
  switch (order.order_status) {
    case "Order Received":
    case "Cancelled":
      return false;
    case "Delivered":
      return (
        order.promised_at !== null &&
        isLateDelivery(parse(order.delivered_at, order.updated_at) - Date.parse(order.promised_at))
      );
    case "Preparing":
    case "Out for Delivery":
      return urgencyOf(order, now) === "late";
  }
}

/** From this on, whole minutes are enough to decide by (seconds). */
const WHOLE_MINUTES_FROM = 600;

export interface TimeLeft {
  isLate: boolean;
  /** Seconds to the deadline, or since. */
  seconds: number;
  /** Null while seconds matter. */
  minutes: number | null;
}

/** Returns how long until the deadline, or since when it has passed. */
export function timeLeft(due: number, now: number): TimeLeft {
  const isLate = now >= due;
  const seconds = Math.abs(due - now) / 1_000;
  // Never more than is left, and never less than is late.
  const minutes = seconds < WHOLE_MINUTES_FROM ? null : Math.floor(seconds / 60);
  return { isLate, seconds, minutes };
}

/** Returns an instant at which a timer shows what it shows `now`. It stays the same for as long as whole minutes are shown. */
export function shownInstant(due: number, now: number): number {
  const { isLate, minutes } = timeLeft(due, now);
  if (minutes === null) return now;
  return isLate ? due + minutes * MINUTE : due - minutes * MINUTE;
}

/** `minutes` as in `readyIfAccepted`. */
export function promiseOf(
  order: Pick<OrderSummary, "created_at" | "default_prep_minutes" | "delivery_minutes">,
  minutes: number | null,
  now: number,
) {
  const ready = readyIfAccepted(order, minutes, now);
  return { ready, door: ready + order.delivery_minutes * MINUTE };
}
