import { discountOn } from "@/lib/money/model/discount";
import type { VatGroup } from "@/lib/money/model/schema";
import { vatGroupsAfter } from "@/lib/money/model/vat";
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

/** Orders from before there was VAT stay without it. */
function vatAfter(order: DecidedOrder, decided: readonly UnavailableLine[], discount: number): VatGroup[] {
  const replaced = decided.filter(({ choice }) => choice === "replace");
  const gone = decided.filter(({ choice }) => choice === "remove");
  const rated = (line: UnavailableLine, amount: number, rate: number | null | undefined = line.vat_bp) => ({
    rate_bp: rate ?? order.vat[0]?.rate_bp ?? 0,
    amount,
  });
  if (order.vat.length === 0) return [];
  return vatGroupsAfter(order.vat, {
    taken: [...gone, ...replaced].map((line) => rated(line, line.amount)),
    added: replaced.map((line) => rated(line, chargedFor(line), line.proposal?.vat_bp ?? line.vat_bp)),
    discount,
    discount_kind: order.discount_kind,
  });
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
  const itemsTotal = order.items_total - refund;
  const discount = discountOn(itemsTotal, order);
  return {
    changes: {
      unavailable,
      ...(isMoreToCook && { ready_at: null }),
      answer_by: earliestAnswer(unavailable),
      total_qty: left,
      items_total: itemsTotal,
      discount,
      vat: vatAfter(order, decided, discount),
      final_amount: order.final_amount - refund + order.discount - discount,
      refunded_amount: order.refunded_amount + refund,
      payment_status:
        refund > 0 && order.payment_status === "captured" ? "partially_refunded" : order.payment_status,
    },
  };
}
