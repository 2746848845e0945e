import { cancelled } from "@/lib/orders/model/actions/cancelling";
import type { Circumstances, Outcome } from "@/lib/orders/model/actions/define-action";
import type { DecidedOrder } from "@/lib/orders/model/changing-fields";
import type { SoldOutChoice, UnavailableLine } from "./schema";

export const isOpen = (line: UnavailableLine): boolean => line.choice === null;

/** Returns what the customer pays for a line, in minor units. */
export function chargedFor({ amount, proposal, choice }: UnavailableLine): number {
  switch (choice) {
    case "replace":
      return proposal?.amount ?? amount;
    case "remove":
      return 0;
    case "cancel":
    case null:
      return amount;
  }
}

/** Returns the earliest end of the open questions. */
export function earliestAnswer(lines: readonly UnavailableLine[]): string | null {
  const [first] = lines
    .filter(isOpen)
    .map(({ answer_by }) => answer_by)
    .sort();
  return first ?? null;
}

/**
 * Decides the open lines for which `choiceOf` returns a choice. The whole order is cancelled when one of them is `cancel`, or
 * when nothing of it is left: by the customer who chose that, or else by the store. An order that
 * is ready is not ready any more when a replacement has to be made.
 */
export function settle(
  order: DecidedOrder,
  circumstances: Circumstances,
  choiceOf: (line: UnavailableLine) => SoldOutChoice | null,
): Outcome {
  const at = circumstances.now.toISOString();
  const unavailable = order.unavailable.map((line) => {
    const choice = isOpen(line) ? choiceOf(line) : null;
    return choice === null ? line : { ...line, choice, decided_at: at };
  });
  const decided = unavailable.filter((line, index) => line !== order.unavailable[index]);
  const left = decided.reduce(
    (left, { choice, quantity }) => left - (choice === "remove" ? quantity : 0),
    order.total_qty,
  );
  if (left <= 0 || decided.some(({ choice }) => choice === "cancel")) {
    const outcome = cancelled(order, circumstances, "OUT_OF_ITEMS", "");
    return "changes" in outcome
      ? {
          ...outcome,
          changes: {
            ...outcome.changes,
            cancelled_by: circumstances.role === "customer" ? "customer" : "partner",
          },
        }
      : outcome;
  }
  const isMoreToCook = decided.some(({ choice }) => choice === "replace");
  const refund = decided.reduce((sum, line) => sum + line.amount - chargedFor(line), 0);
  return {
    changes: {
      unavailable,
      ...(isMoreToCook && { ready_at: null }),
      answer_by: earliestAnswer(unavailable),
      total_qty: left,
      items_total: order.items_total - refund,
      final_amount: order.final_amount - refund,
      refunded_amount: order.refunded_amount + refund,
      payment_status:
        refund > 0 && order.payment_status === "captured" ? "partially_refunded" : order.payment_status,
    },
  };
}
