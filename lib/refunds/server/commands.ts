import "server-only";
import { eq } from "drizzle-orm";
import { refunds } from "@/lib/db/schema/refunds";
import type { Transaction } from "@/lib/db/transaction";
import { changeRefund } from "./rows";

/**
 * Says what became of a refund at the bank, in the transaction that learned it. Returns false, and changes nothing, when the refund
 * is not `processing`: it was said before.
 */
export async function markRefund(
  tx: Transaction,
  refundId: string,
  outcome: "refunded" | "failed",
): Promise<boolean> {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId)).for("no key update");
  if (refund === undefined || refund.status !== "processing") return false;
  const now = new Date();
  const changes = { status: outcome, refunded_at: outcome === "refunded" ? now : null };
  await changeRefund(tx, refund, changes, { change: outcome, now });
  return true;
}
