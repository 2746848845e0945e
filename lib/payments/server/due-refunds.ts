import "server-only";
import type { Queryable } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import type { ApprovedRefund } from "@/lib/payments/model/next-step";

/** The refunds of an order that are approved, paid back or not, the oldest first. */
export async function readApprovedRefunds(_db: Queryable, _orderId: string): Promise<ApprovedRefund[]> {
  return [];
}

/** Tells the refund what became of it. `code`: why the provider refused it; null: it is paid back. */
export async function endRefund(
  _tx: Transaction,
  _end: { refundId: string; amount: number; code: string | null },
): Promise<void> {}
