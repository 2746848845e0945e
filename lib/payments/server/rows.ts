import "server-only";
import { asc, desc, eq, type SQL } from "drizzle-orm";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import { paymentAttempts, payments } from "@/lib/db/schema/payments";
import type { Transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import type { AttemptFacts, PaymentFacts } from "@/lib/payments/model/next-step";
import {
  attemptSchema,
  type OrderPayment,
  type PaymentState,
  paymentStateSchema,
} from "@/lib/payments/model/schema";

type Row = typeof payments.$inferSelect;
export type Payment = Omit<Row, "status"> & { readonly status: PaymentState };

export const toPayment = (row: Row): Payment => ({ ...row, status: z.parse(paymentStateSchema, row.status) });

export async function readPaymentBy(db: Queryable, where: SQL): Promise<Payment | null> {
  const [row] = await db.select().from(payments).where(where);
  return row === undefined ? null : toPayment(row);
}

/** Whoever changes a payment locks its row first: two runners take turns. */
export async function lockPayment(tx: Transaction, id: string): Promise<Payment | null> {
  const [row] = await tx.select().from(payments).where(eq(payments.id, id)).for("update");
  return row === undefined ? null : toPayment(row);
}

export const factsOf = (payment: Payment): PaymentFacts => ({
  id: payment.id,
  ref: payment.provider_ref,
  isPlaced: payment.placed_at !== null,
  isEnded: payment.ended_at !== null,
  authorized: payment.authorized,
  captured: payment.captured,
  refunded: payment.refunded,
  expiresAt: payment.expires_at.getTime(),
});

const ATTEMPTS_AT_MOST = 500;

/** The oldest first. */
export async function readAttempts(
  db: Queryable,
  paymentId: string,
): Promise<(AttemptFacts & { id: string })[]> {
  return db
    .select({
      id: paymentAttempts.id,
      kind: paymentAttempts.kind,
      amount: paymentAttempts.amount,
      outcome: paymentAttempts.outcome,
      key: paymentAttempts.idempotency_key,
      refundId: paymentAttempts.refund_id,
    })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.payment_id, paymentId))
    .orderBy(asc(paymentAttempts.at), asc(paymentAttempts.id))
    .limit(ATTEMPTS_AT_MOST);
}

const SHOWN_ATTEMPTS = 50;

/** `isForCustomer`: with what only the customer may know. */
export async function toOrderPayment(
  db: Queryable,
  payment: Payment,
  isForCustomer: boolean,
): Promise<OrderPayment> {
  const rows = await db
    .select()
    .from(paymentAttempts)
    .where(eq(paymentAttempts.payment_id, payment.id))
    .orderBy(desc(paymentAttempts.at), desc(paymentAttempts.id))
    .limit(SHOWN_ATTEMPTS);
  const { status, amount, authorized, captured, refunded, currency, version, provider } = payment;
  const isOpen = payment.placed_at === null && payment.ended_at === null;
  return {
    ...{ status, amount, authorized, captured, refunded, currency, version, provider },
    attempts: rows.reverse().map((row) => toWire(attemptSchema, row)),
    placed_at: payment.placed_at?.toISOString() ?? null,
    expires_at: payment.placed_at === null ? payment.expires_at.toISOString() : null,
    is_over: payment.ended_at !== null,
    ...(isForCustomer && isOpen && { client_secret: payment.client_secret }),
  };
}
