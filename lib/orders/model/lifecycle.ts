import type {
  ActorKind,
  OrderAction,
  OrderChanges,
  OrderStatus,
  OrderSummary,
  PaymentStatus,
  TimelineEntry,
} from "./schema";
import { ADMIN_REASONS, ARRIVAL_SPAN } from "./terms";

/**
 * The state machine of an order: pure, the same on the server, in the browser and in the tests.
 * Nothing else decides who may do what to an order, and what that changes.
 */

export type LifecycleAction = OrderAction | { name: "expire" };

/** The fields the decision depends on. */
export type LifecycleOrder = Pick<
  OrderSummary,
  keyof OrderChanges | "payment_method" | "delivery_minutes" | "default_prep_minutes"
>;

export interface Actor {
  /** What the person is to this order; one can be both its customer and on the store's staff. */
  roles: readonly ActorKind[];
  name: string;
}

export const REFUSALS = [
  "not_yours_to_do",
  "final",
  "too_late_to_cancel",
  "not_received_any_more",
  "not_preparing",
  "not_out_for_delivery",
  "already_acknowledged",
  "already_ready",
  "not_ready_yet",
  "deadline_passed",
  "deadline_not_reached",
  "reason_needed",
  "note_needed",
  "reason_not_yours",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Decision =
  | { ok: true; changes: OrderChanges; entry: TimelineEntry }
  | { ok: false; code: "forbidden" | "conflict" | "invalid"; refusal: Refusal };

/** Who may ask for an action, by the order's status. What is not here is nobody's. */
const RULES: Record<LifecycleAction["name"], Partial<Record<OrderStatus, readonly ActorKind[]>>> = {
  acknowledge: { "Order Received": ["partner"] },
  accept: { "Order Received": ["partner", "system"] },
  decline: { "Order Received": ["partner"] },
  cancel: {
    // A partner's cancel of an unaccepted order is a decline by another name: programs know only statuses.
    "Order Received": ["customer", "partner"],
    Preparing: ["partner", "admin"],
    "Out for Delivery": ["admin"],
  },
  ready: { Preparing: ["partner"] },
  recall: { Preparing: ["partner"] },
  delay: { Preparing: ["partner"] },
  hand_over: { Preparing: ["partner"] },
  deliver: { "Out for Delivery": ["partner", "admin"] },
  expire: { "Order Received": ["system"] },
};

/** The actions a person can press for, in the order the buttons stand. */
const PRESSABLE = [
  "accept",
  "decline",
  "acknowledge",
  "ready",
  "hand_over",
  "deliver",
  "delay",
  "recall",
  "cancel",
] as const satisfies readonly OrderAction["name"][];

/** What only somebody between the store and the customer can know. */
const REASONS_OF_ADMINS: readonly string[] = ADMIN_REASONS;
const REASONS_THAT_NEED_A_NOTE: readonly string[] = ["CANNOT_COMPLETE_NOTE", "OTHER"];
export const FINAL: readonly OrderStatus[] = ["Delivered", "Cancelled"];

export function isFinal(status: OrderStatus): boolean {
  return FINAL.includes(status);
}

/** What stands between the status an action needs and the one the order has. */
function wrongStatus(order: LifecycleOrder, name: LifecycleAction["name"], role: ActorKind): Refusal {
  if (name === "cancel" && role === "customer") return "too_late_to_cancel";
  if (isFinal(order.order_status)) return "final";
  if (name === "deliver") return "not_out_for_delivery";
  return RULES[name]["Order Received"]?.includes(role) ? "not_received_any_more" : "not_preparing";
}

const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000).toISOString();

/** What becomes of the money when an order ends without being delivered. */
function givenBack(payment: PaymentStatus): PaymentStatus {
  return payment === "captured" ? "refunded" : "released";
}

type Outcome =
  | { refusal: Refusal; code: "conflict" | "invalid" }
  | {
      changes: Partial<OrderChanges>;
      reason?: OrderChanges["cancel_reason"];
      note?: string;
      minutes?: number;
    };

function cancelled(
  order: LifecycleOrder,
  role: ActorKind,
  at: string,
  reason: NonNullable<OrderChanges["cancel_reason"]>,
  note: string,
): Outcome {
  return {
    changes: {
      order_status: "Cancelled",
      payment_status: givenBack(order.payment_status),
      cancelled_at: at,
      cancelled_by: role,
      cancel_reason: reason,
      cancel_note: note === "" ? null : note,
    },
    reason,
    note,
  };
}

function cancelledForReason(
  order: LifecycleOrder,
  role: ActorKind,
  at: string,
  reason: NonNullable<OrderChanges["cancel_reason"]> | undefined,
  note: string,
): Outcome {
  if (reason === undefined) return { refusal: "reason_needed", code: "invalid" };
  if (role !== "admin" && REASONS_OF_ADMINS.includes(reason))
    return { refusal: "reason_not_yours", code: "invalid" };
  if (REASONS_THAT_NEED_A_NOTE.includes(reason) && note === "")
    return { refusal: "note_needed", code: "invalid" };
  return cancelled(order, role, at, reason, note);
}

function carryOut(order: LifecycleOrder, action: LifecycleAction, role: ActorKind, now: Date): Outcome {
  const at = now.toISOString();
  const isOverdue = now.getTime() >= Date.parse(order.accept_by);
  switch (action.name) {
    case "acknowledge":
      return order.acknowledged_at === null
        ? { changes: { acknowledged_at: at } }
        : { refusal: "already_acknowledged", code: "conflict" };
    case "accept": {
      if (isOverdue) return { refusal: "deadline_passed", code: "conflict" };
      const minutes = action.prep_minutes ?? order.default_prep_minutes;
      return {
        changes: {
          order_status: "Preparing",
          payment_status: order.payment_status === "authorized" ? "captured" : order.payment_status,
          acknowledged_at: order.acknowledged_at ?? at,
          accepted_at: at,
          prep_minutes: minutes,
          promised_at: later(now, minutes + order.delivery_minutes),
        },
        minutes,
      };
    }
    case "decline":
      return cancelledForReason(order, role, at, action.reason, action.note);
    case "cancel":
      return role === "customer"
        ? cancelled(order, role, at, "CUSTOMER_CANCELLED", action.note)
        : cancelledForReason(order, role, at, action.reason, action.note);
    case "ready":
      return order.ready_at === null
        ? { changes: { ready_at: at } }
        : { refusal: "already_ready", code: "conflict" };
    case "recall":
      return order.ready_at === null
        ? { refusal: "not_ready_yet", code: "conflict" }
        : { changes: { ready_at: null } };
    case "delay":
      return {
        changes: {
          prep_minutes: (order.prep_minutes ?? 0) + action.minutes,
          promised_at: later(new Date(order.promised_at ?? at), action.minutes),
        },
        minutes: action.minutes,
        note: action.note,
      };
    case "hand_over":
      // Food that leaves the store is ready, pressed or not.
      return {
        changes: { order_status: "Out for Delivery", ready_at: order.ready_at ?? at, dispatched_at: at },
      };
    case "deliver":
      return {
        changes: {
          order_status: "Delivered",
          delivered_at: at,
          payment_status: order.payment_status === "due_on_delivery" ? "captured" : order.payment_status,
        },
      };
    case "expire":
      return isOverdue
        ? cancelled(order, role, at, "PARTNER_TIMEOUT", "")
        : { refusal: "deadline_not_reached", code: "conflict" };
  }
}

/** The fields of an order that a change may touch, without the rest. */
export function changesOf(order: OrderChanges): OrderChanges {
  return {
    order_status: order.order_status,
    version: order.version,
    payment_status: order.payment_status,
    accept_by: order.accept_by,
    acknowledged_at: order.acknowledged_at,
    accepted_at: order.accepted_at,
    prep_minutes: order.prep_minutes,
    promised_at: order.promised_at,
    ready_at: order.ready_at,
    dispatched_at: order.dispatched_at,
    delivered_at: order.delivered_at,
    cancelled_at: order.cancelled_at,
    cancelled_by: order.cancelled_by,
    cancel_reason: order.cancel_reason,
    cancel_note: order.cancel_note,
    updated_at: order.updated_at,
  };
}

/**
 * Decides one action on one order. Returns the whole new set of changing fields, with the version one
 * higher, and the line for the history; or the refusal: `forbidden` when none of the actor's roles may ever do
 * this, `conflict` when the order's state does not allow it, `invalid` when something is missing.
 */
export function decide(order: LifecycleOrder, action: LifecycleAction, actor: Actor, now: Date): Decision {
  const rule = RULES[action.name];
  const everAllowed = actor.roles.filter((role) => Object.values(rule).some((kinds) => kinds.includes(role)));
  const [someRole] = everAllowed;
  if (someRole === undefined) return { ok: false, code: "forbidden", refusal: "not_yours_to_do" };
  const role = everAllowed.find((kind) => rule[order.order_status]?.includes(kind));
  if (role === undefined)
    return { ok: false, code: "conflict", refusal: wrongStatus(order, action.name, someRole) };

  const outcome = carryOut(order, action, role, now);
  if ("refusal" in outcome) return { ok: false, code: outcome.code, refusal: outcome.refusal };
  const version = order.version + 1;
  const updatedAt = now.toISOString();
  return {
    ok: true,
    changes: { ...changesOf(order), ...outcome.changes, version, updated_at: updatedAt },
    entry: {
      version,
      at: updatedAt,
      action: action.name,
      from_status: order.order_status,
      to_status: outcome.changes.order_status ?? order.order_status,
      actor_kind: role,
      actor_name: actor.name,
      reason: outcome.reason ?? null,
      note: outcome.note === undefined || outcome.note === "" ? null : outcome.note,
      minutes: outcome.minutes ?? null,
    },
  };
}

/** What a role may do to the order as it stands; the buttons on the screens come from here. */
export function nextSteps(
  order: Pick<OrderSummary, "order_status" | "ready_at" | "acknowledged_at">,
  role: ActorKind,
): OrderAction["name"][] {
  return PRESSABLE.filter((name) => {
    if (!RULES[name][order.order_status]?.includes(role)) return false;
    if (name === "acknowledge") return order.acknowledged_at === null;
    if (name === "ready") return order.ready_at === null;
    if (name === "recall") return order.ready_at !== null;
    if (name === "cancel") return !(role === "partner" && order.order_status === "Order Received");
    return true;
  });
}

/** The five steps a customer sees; Ready is a field, not a status. */
export const STEPS = ["received", "preparing", "ready", "out_for_delivery", "delivered"] as const;
export const TOTAL_STEPS = STEPS.length;

/** Which step an order is at, from 1; 0 when it was cancelled. */
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

/** When the order is expected at the door, as a range; null once it is over. */
export function estimatedDelivery(
  order: Pick<
    OrderSummary,
    "order_status" | "promised_at" | "created_at" | "default_prep_minutes" | "delivery_minutes"
  >,
): { from: string; to: string } | null {
  if (isFinal(order.order_status)) return null;
  const from = new Date(
    order.promised_at ??
      later(new Date(order.created_at), order.default_prep_minutes + order.delivery_minutes),
  );
  return { from: from.toISOString(), to: later(from, ARRIVAL_SPAN) };
}
