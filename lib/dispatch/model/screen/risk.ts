import { SOON } from "@/lib/orders/model/terms";
import type { DispatchOrder } from "../dispatch-view";

/** `soon`: at risk. */
export type Urgency = "calm" | "soon" | "late";

export type Timed = Pick<
  DispatchOrder,
  | "id"
  | "created_at"
  | "accepted_at"
  | "promised_at"
  | "ready_at"
  | "expected_ready_at"
  | "eta_to"
  | "rider_id"
  | "decision"
>;

export interface Risk {
  urgency: Urgency;
  /** The promise (ms since the epoch); null before the store has accepted the order. */
  due: number | null;
  /** From the expected arrival to the promise (ms), below 0 when it comes too late; null: no arrival is known. */
  spare: number | null;
}

const MINUTE = 60_000;
const instant = (text: string | null) => (text === null ? null : Date.parse(text));

/** As on the board: a share of the whole promise, within bounds (ms). */
function warningOf(order: Timed, due: number): number {
  const share = (due - Date.parse(order.accepted_at ?? order.created_at)) * SOON.share;
  return Math.min(SOON.maximumMinutes * MINUTE, Math.max(SOON.minimumMinutes * MINUTE, share));
}

/** By the latest decision, for the rider who has the order or is meant to have it. */
function plannedDoor({ rider_id, decision }: Timed): number | null {
  const meant = rider_id ?? decision?.rider_id ?? null;
  const chosen = decision?.candidates.find((candidate) => candidate.rider_id === meant);
  return chosen === undefined ? null : Date.parse(chosen.door_at);
}

/**
 * Late: the promise has passed. At risk: the promise is near, the arrival that is told (P85) is after it, or the planned arrival
 * (a median) leaves less than the warning.
 */
export function riskOf(order: Timed, now: number): Risk {
  const due = instant(order.promised_at);
  if (due === null) return { urgency: "calm", due, spare: null };
  const told = instant(order.eta_to);
  const door = told ?? plannedDoor(order);
  const spare = door === null ? null : due - door;
  if (now >= due) return { urgency: "late", due, spare };
  const warning = warningOf(order, due);
  const isShort = spare !== null && spare < (told === null ? warning : 0);
  return { urgency: isShort || now >= due - warning ? "soon" : "calm", due, spare };
}

const RANK: Record<Urgency, number> = { late: 0, soon: 1, calm: 2 };
const byTime = (one: number, other: number) => (one === other ? 0 : one - other);

/**
 * Sorts late orders by their promise, then those at risk by what they have to spare, then the rest by their promise. Orders
 * without a promise come last. Ties go to the earlier arrival, then to the food that is ready first.
 */
export function worstFirst<Order extends Timed>(orders: readonly Order[], now: number): Order[] {
  const last = Number.POSITIVE_INFINITY;
  return orders
    .map((order) => {
      const { urgency, due, spare } = riskOf(order, now);
      const promise = due ?? last;
      const first = urgency === "soon" ? (spare ?? promise - now) : promise;
      const arrives = instant(order.eta_to) ?? last;
      const ready = instant(order.ready_at ?? order.expected_ready_at) ?? last;
      return { order, keys: [RANK[urgency], first, promise, arrives, ready] };
    })
    .sort((one, other) => {
      for (const [at, key] of one.keys.entries()) {
        const compared = byTime(key, other.keys[at] ?? last);
        if (compared !== 0) return compared;
      }
      return one.order.id.localeCompare(other.order.id);
    })
    .map(({ order }) => order);
}
