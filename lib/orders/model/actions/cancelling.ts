import type { ActorKind, CancelReason, DecidedOrder } from "@/lib/orders/model/changing-fields";
import { ADMIN_REASONS, REASONS_THAT_NEED_A_NOTE } from "@/lib/orders/model/terms";
import type { Circumstances, Outcome } from "./define-action";

const isPaid = ({ payment_status }: DecidedOrder) =>
  payment_status === "captured" || payment_status === "partially_refunded";

export function cancelled(
  order: DecidedOrder,
  { role, now }: Circumstances,
  reason: CancelReason,
  note: string,
): Outcome {
  return {
    changes: {
      order_status: "Cancelled",
      payment_status: isPaid(order) ? "refunded" : "released",
      cancelled_at: now.toISOString(),
      cancelled_by: role,
      cancel_reason: reason,
      cancel_note: note === "" ? null : note,
      unavailable: order.unavailable.map((line) =>
        line.choice === null ? { ...line, choice: "cancel", decided_at: now.toISOString() } : line,
      ),
      answer_by: null,
    },
    reason,
    note,
  };
}

const includes = (reasons: readonly CancelReason[], reason: CancelReason) => reasons.includes(reason);
const mayGive = (role: ActorKind, reason: CancelReason, { order_status }: DecidedOrder) =>
  role === "admin" || order_status === "Out for Delivery" || !includes(ADMIN_REASONS, reason);

export function cancelledForReason(
  order: DecidedOrder,
  circumstances: Circumstances,
  reason: CancelReason | undefined,
  note: string,
): Outcome {
  if (reason === undefined) return { refusal: "reason_needed", code: "invalid" };
  if (!mayGive(circumstances.role, reason, order)) return { refusal: "reason_not_yours", code: "invalid" };
  if (note === "" && includes(REASONS_THAT_NEED_A_NOTE, reason))
    return { refusal: "note_needed", code: "invalid" };
  return cancelled(order, circumstances, reason, note);
}
