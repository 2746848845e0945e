import "server-only";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { paymentAttempts, payments } from "@/lib/db/schema/payments";
import type { Transaction } from "@/lib/db/transaction";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { releaseVoucher } from "@/lib/vouchers/server/commands";
import { eventsOfPayment } from "./announce";
import type { Payment } from "./rows";

type Changes = Partial<
  Pick<
    Payment,
    | "status"
    | "authorized"
    | "captured"
    | "refunded"
    | "draft"
    | "placed_at"
    | "ended_at"
    | "stuck_since"
    | "problem"
  >
>;

/** Changes a payment that the caller has locked, and tells those who see it. */
export async function changePayment(
  tx: Transaction,
  payment: Payment,
  changes: Changes,
  now: Date,
): Promise<Payment> {
  const version = payment.version + 1;
  await tx
    .update(payments)
    .set({ ...changes, version, updated_at: now })
    .where(eq(payments.id, payment.id));
  const changed = { ...payment, ...changes, version, updated_at: now };
  publishDrafts(tx, eventsOfPayment(changed, now));
  // Its order was never placed, so no event of an order tells so.
  if (changes.ended_at != null) await releaseVoucher(tx, payment.order_id);
  return changed;
}

interface NewAttempt {
  readonly kind: "authorize" | "capture" | "void" | "refund";
  readonly amount: number;
  readonly outcome: "pending" | "succeeded" | "failed";
  readonly key: string;
  readonly code?: string | null;
  readonly refundId?: string | null;
}

/** Returns false when there is one with the same key. */
export async function addAttempt(
  tx: Transaction,
  paymentId: string,
  { kind, amount, outcome, key, code = null, refundId = null }: NewAttempt,
  now: Date,
): Promise<boolean> {
  const added = await tx
    .insert(paymentAttempts)
    .values({
      id: newId(),
      payment_id: paymentId,
      kind,
      amount,
      outcome,
      code,
      idempotency_key: key,
      refund_id: refundId,
      at: now,
      ended_at: outcome === "pending" ? null : now,
    })
    .onConflictDoNothing({ target: paymentAttempts.idempotency_key })
    .returning({ id: paymentAttempts.id });
  return added.length > 0;
}
