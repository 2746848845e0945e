import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { orders } from "@/lib/db/schema/orders";
import { refunds } from "@/lib/db/schema/refunds";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

const REFUNDS_AT_MOST = 10_000;

/** Refunds stay for the store's books, with their amounts and reasons. What the person wrote, and which photos they named, go. */
export const refundsPart: PersonalDataPart = {
  name: "refunds",
  read: async (db, { userId }) =>
    db
      .select({
        order_code: orders.order_code,
        amount: refunds.amount,
        currency: refunds.currency,
        reason: refunds.reason,
        fault: refunds.fault,
        note: refunds.note,
        status: refunds.status,
        asked_by: refunds.requested_role,
        answer: refunds.answer_note,
        answered_at: refunds.answered_at,
        refunded_at: refunds.refunded_at,
        created_at: refunds.created_at,
      })
      .from(refunds)
      .innerJoin(orders, eq(orders.id, refunds.order_id))
      .where(eq(refunds.user_id, userId))
      .orderBy(desc(refunds.created_at))
      .limit(REFUNDS_AT_MOST),
  erase: async (tx, { userId }) => {
    await tx
      .update(refunds)
      .set({ note: "", evidence: sql`jsonb_set(${refunds.evidence}, '{photo_ids}', '[]'::jsonb)` })
      .where(and(eq(refunds.user_id, userId), eq(refunds.requested_role, "customer")));
    // Also as staff, of refunds of others.
    await tx.update(refunds).set({ requested_by: null }).where(eq(refunds.requested_by, userId));
    await tx.update(refunds).set({ answered_by: null }).where(eq(refunds.answered_by, userId));
    await tx.update(refunds).set({ contested_by: null }).where(eq(refunds.contested_by, userId));
  },
};
