import "server-only";
import type { Queryable } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import type { ApprovedRefund } from "@/lib/payments/model/next-step";
import { markRefund } from "@/lib/refunds/server/commands";
import { approvedRefunds } from "@/lib/refunds/server/queries";

/** The refunds of an order that are approved, paid back or not, the oldest first. */
export async function readApprovedRefunds(db: Queryable, orderId: string): Promise<ApprovedRefund[]> {
  return (await approvedRefunds(db, orderId)).map(({ id, amount }) => ({ id, amount }));
}

/** Tells the refund what became of it. `code`: why the provider refused it; null: it is paid back. */
export async function endRefund(
  tx: Transaction,
  { refundId, code }: { refundId: string; amount: number; code: string | null },
): Promise<void> {
  await markRefund(tx, refundId, code === null ? "refunded" : "failed");
}
