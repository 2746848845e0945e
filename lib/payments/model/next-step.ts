import type { OrderStatus } from "@/lib/orders/model/changing-fields";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { CARDS_AT_MOST, LATE_MINUTES, REFUSALS_AT_MOST } from "./terms";

/** Money is in minor units, times are ms since 1970. */

export interface PaymentFacts {
  readonly id: string;
  /** Null until the provider has created it. */
  readonly ref: string | null;
  readonly isPlaced: boolean;
  /** Given up without being authorised in time. */
  readonly isEnded: boolean;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly expiresAt: number;
}

export interface OrderFacts {
  readonly status: OrderStatus;
  readonly acceptedAt: number | null;
  /** Without the dishes that were sold out. */
  readonly finalAmount: number;
}

export interface AttemptFacts {
  readonly kind: "authorize" | "capture" | "void" | "refund";
  readonly amount: number;
  readonly outcome: "pending" | "succeeded" | "failed";
  readonly key: string;
  readonly refundId: string | null;
}

/** A refund that somebody asked for and that is approved. */
export interface ApprovedRefund {
  readonly id: string;
  readonly amount: number;
}

export interface Call {
  readonly kind: "capture" | "void" | "refund";
  readonly amount: number;
  /** The provider carries out a key once. */
  readonly key: string;
  readonly refundId: string | null;
}

export type NextStep =
  /** Ask the provider to create the payment. */
  | { readonly kind: "create" }
  /** The bank holds the money: place the order. */
  | { readonly kind: "place" }
  /** Give the payment up. */
  | { readonly kind: "end" }
  | { readonly kind: "call"; readonly call: Call }
  /** Nothing is due before this time. */
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "none" }
  /** The provider has refused it too often: a person has to look. */
  | { readonly kind: "stuck" };

const NOTHING: NextStep = { kind: "none" };

interface Facts {
  readonly payment: PaymentFacts;
  /** Null: it is not placed. */
  readonly order: OrderFacts | null;
  readonly attempts: readonly AttemptFacts[];
  readonly refunds: readonly ApprovedRefund[];
}

const sumOf = (attempts: readonly AttemptFacts[]) => attempts.reduce((sum, { amount }) => sum + amount, 0);

function callOf(
  { payment, attempts }: Facts,
  kind: Call["kind"],
  amount: number,
  refundId: string | null = null,
): NextStep {
  const before = attempts.filter((attempt) => attempt.kind === kind && attempt.refundId === refundId);
  const sinceSuccess = before.length - 1 - before.findLastIndex(({ outcome }) => outcome === "succeeded");
  if (sinceSuccess >= REFUSALS_AT_MOST) return { kind: "stuck" };
  const key = [payment.id, kind, ...(refundId === null ? [] : [refundId]), before.length + 1].join(":");
  return { kind: "call", call: { kind, amount, key, refundId } };
}

/** Whether an order is no longer placed although its bank holds the money. Times in ms. */
export const isTooLate = (expiresAt: number, now: number) => now > expiresAt + LATE_MINUTES * 60_000;

function stepBeforePlacing(facts: Facts, now: number): NextStep {
  const { payment, attempts } = facts;
  const isVoided = attempts.some(({ kind, outcome }) => kind === "void" && outcome === "succeeded");
  if (payment.isEnded)
    return payment.ref === null || isVoided ? NOTHING : callOf(facts, "void", payment.authorized);
  if (payment.authorized > 0) return isTooLate(payment.expiresAt, now) ? { kind: "end" } : { kind: "place" };
  const refused = attempts.filter(({ kind, outcome }) => kind === "authorize" && outcome === "failed");
  if (payment.expiresAt <= now || refused.length >= CARDS_AT_MOST) return { kind: "end" };
  return payment.ref === null ? { kind: "create" } : { kind: "wait", until: payment.expiresAt };
}

/** What was approved, and then what is too much of what was taken. One call after the other. */
function refundStep(facts: Facts, order: OrderFacts): NextStep {
  const { payment, attempts, refunds } = facts;
  const left = payment.captured - payment.refunded;
  const paidBack = attempts.filter(({ kind, outcome }) => kind === "refund" && outcome === "succeeded");
  const byItself = sumOf(paidBack.filter(({ refundId }) => refundId === null));
  let stuck = false;
  for (const { id, amount } of refunds) {
    if (paidBack.some(({ refundId }) => refundId === id)) continue;
    const step = callOf(facts, "refund", Math.min(amount, left), id);
    if (step.kind === "call" && step.call.amount > 0) return step;
    stuck ||= step.kind === "stuck";
  }
  const tooMuch =
    order.status === "Cancelled" ? left : Math.min(left, payment.captured - order.finalAmount - byItself);
  if (tooMuch > 0) return callOf(facts, "refund", tooMuch);
  return stuck ? { kind: "stuck" } : NOTHING;
}

/**
 * Says what is due at the provider, from what is true now and whatever happened before: the same facts give the same step and
 * the same key. A call without a known outcome comes first, with its own key, because it may have taken effect.
 */
export function nextStep(facts: Facts, now: number): NextStep {
  const { payment, order, attempts } = facts;
  const pending = attempts.find(({ outcome, kind }) => outcome === "pending" && kind !== "authorize");
  if (pending !== undefined) {
    const { kind, amount, key, refundId } = pending;
    if (kind !== "authorize") return { kind: "call", call: { kind, amount, key, refundId } };
  }
  if (!payment.isPlaced) return stepBeforePlacing(facts, now);
  if (order === null) return NOTHING;
  if (payment.captured > 0) return refundStep(facts, order);
  if (attempts.some(({ kind, outcome }) => kind === "void" && outcome === "succeeded")) return NOTHING;
  if (order.status === "Cancelled") return callOf(facts, "void", payment.authorized);
  if (order.status === "Order Received" || order.acceptedAt === null) return NOTHING;
  // An acceptance that is taken back costs nothing.
  const until = order.acceptedAt + UNDO_SECONDS.accepted * 1_000;
  const amount = Math.min(order.finalAmount, payment.authorized);
  if (amount <= 0) return callOf(facts, "void", payment.authorized);
  return until > now ? { kind: "wait", until } : callOf(facts, "capture", amount);
}
