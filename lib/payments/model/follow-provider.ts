import type { ProviderPayment } from "./provider";
import type { PaymentState } from "./schema";

export interface PaymentFigures {
  readonly status: PaymentState;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
}

/**
 * Returns the payment after the provider was asked. Answers may be old: money that was taken or paid back stays so, and what
 * was released is not held again.
 */
export function followProvider(
  payment: PaymentFigures & { readonly isEnded: boolean },
  seen: Pick<ProviderPayment, "status" | "authorized" | "captured" | "refunded">,
): PaymentFigures {
  const authorized = Math.max(payment.authorized, seen.authorized, seen.captured);
  const captured = Math.max(payment.captured, seen.captured);
  const refunded = Math.min(captured, Math.max(payment.refunded, seen.refunded));
  return {
    status: stateOf(payment, seen.status, { authorized, captured, refunded }),
    authorized,
    captured,
    refunded,
  };
}

function stateOf(
  { status, isEnded }: { status: PaymentState; isEnded: boolean },
  seen: ProviderPayment["status"],
  { authorized, captured, refunded }: Omit<PaymentFigures, "status">,
): PaymentState {
  if (captured > 0) {
    if (refunded >= captured) return "refunded";
    if (status === "refund_pending") return "refund_pending";
    return refunded > 0 ? "partially_refunded" : "captured";
  }
  if (status === "released") return "released";
  if (seen === "voided") return authorized > 0 ? "released" : "failed";
  if (isEnded) return "failed";
  if (authorized > 0) return "authorized";
  // Another card may be tried; until then the last one counts.
  return seen === "failed" || (seen === "waiting" && status === "failed") ? "failed" : "waiting";
}

/** The state once no refund is under way. */
export function afterRefund({
  captured,
  refunded,
}: Pick<PaymentFigures, "captured" | "refunded">): PaymentState {
  if (refunded === 0) return "captured";
  return refunded >= captured ? "refunded" : "partially_refunded";
}
