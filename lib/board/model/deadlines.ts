import type { OrderSummary } from "@/lib/orders/model/schema";
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
/** A ticket warns in the last fifth of its time: one to five minutes before the deadline. */
const SOON_SHARE = 0.2;

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
  return Math.min(5 * MINUTE, Math.max(MINUTE, (due - began) * SOON_SHARE));
}

export function urgencyOf(order: Timed, now: number): Urgency {
  const deadline = deadlineOf(order);
  if (deadline === null) return "calm";
  if (now >= deadline.due) return "late";
  return now >= deadline.due - warning(order, deadline) ? "soon" : "calm";
}

/** Leaves out new orders, which have no promise yet. */
export function countLate(orders: readonly Timed[], now: number): number {
  return orders.filter((order) => order.order_status !== "Order Received" && urgencyOf(order, now) === "late")
    .length;
}

export function promiseOf(order: Pick<OrderSummary, "delivery_minutes">, minutes: number, now: number) {
  const ready = now + minutes * MINUTE;
  return { ready, door: ready + order.delivery_minutes * MINUTE };
}
