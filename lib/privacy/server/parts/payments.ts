import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { paymentAttempts, payments } from "@/lib/db/schema/payments";
import { tenants } from "@/lib/db/schema/stores";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** Nobody has more; a bound keeps the archive in memory. */
const PAYMENTS_AT_MOST = 10_000;

/** Card payments stay for the books. An order that was never paid goes, with its address. */
export const paymentsPart: PersonalDataPart = {
  name: "payments",
  read: async (db, { userId }) => {
    const own = await db
      .select({
        id: payments.id,
        order_id: payments.order_id,
        store: tenants.name,
        provider: payments.provider,
        status: payments.status,
        currency: payments.currency,
        amount: payments.amount,
        authorized: payments.authorized,
        captured: payments.captured,
        refunded: payments.refunded,
        created_at: payments.created_at,
        unpaid_order: sql<unknown>`${payments.draft} -> 'order'`,
      })
      .from(payments)
      .innerJoin(tenants, eq(tenants.id, payments.tenant_id))
      .where(eq(payments.user_id, userId))
      .orderBy(desc(payments.created_at))
      .limit(PAYMENTS_AT_MOST);
    const attempts = await db
      .select({
        payment_id: paymentAttempts.payment_id,
        kind: paymentAttempts.kind,
        amount: paymentAttempts.amount,
        outcome: paymentAttempts.outcome,
        at: paymentAttempts.at,
      })
      .from(paymentAttempts)
      .where(
        inArray(
          paymentAttempts.payment_id,
          db.select({ id: payments.id }).from(payments).where(eq(payments.user_id, userId)),
        ),
      )
      .orderBy(paymentAttempts.at)
      .limit(PAYMENTS_AT_MOST);
    return own.map((payment) => ({
      ...payment,
      attempts: attempts
        .filter(({ payment_id }) => payment_id === payment.id)
        .map(({ payment_id: _, ...attempt }) => attempt),
    }));
  },
  erase: async (tx, { userId }) => {
    // Its job cancels it at the provider when its time is over.
    await tx
      .update(payments)
      .set({
        ended_at: sql`coalesce(${payments.ended_at}, now())`,
        status: "failed",
        draft: null,
        client_secret: null,
      })
      .where(and(eq(payments.user_id, userId), isNull(payments.placed_at)));
  },
};
