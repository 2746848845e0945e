import "server-only";
import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Queryable, queryable } from "@/lib/db/client";
import { paymentFindings, payments } from "@/lib/db/schema/payments";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { insertRows } from "@/lib/db/write-rows";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { type Draft, draftSchema } from "@/lib/payments/model/draft";
import type { OrderPayment } from "@/lib/payments/model/schema";
import { type StuckPayment, stuckPaymentSchema } from "@/lib/payments/model/stuck";
import type { CheckedDraft } from "@/lib/realtime/publish/publish";
import { idSchema } from "@/lib/text/id";
import { eventsOfPayment } from "./announce";
import { toOrderPayment, toPayment } from "./rows";

/** Builds the rows of a new payment with its drafted order: `changed` for `commitChange`, and the customer's event. */
export function newPayment(fields: {
  id: string;
  provider: "demo" | "stripe";
  draft: Draft;
  now: Date;
  expiresAt: Date;
  /** With the step `redeemed` of a voucher, without which nothing is written. */
  isRedeeming: boolean;
}): { changed: SQL; events: CheckedDraft[] } {
  const { id, provider, draft, now, expiresAt, isRedeeming } = fields;
  const { order } = draft;
  const row = {
    id,
    order_id: order.id,
    user_id: order.user_id,
    tenant_id: order.tenant_id,
    provider,
    status: "waiting",
    currency: order.currency,
    amount: order.final_amount,
    version: 1,
    draft,
    expires_at: expiresAt,
    created_at: now,
    updated_at: now,
  };
  const announced = {
    ...row,
    status: "waiting" as const,
    authorized: 0,
    captured: 0,
    refunded: 0,
    placed_at: null,
  };
  return {
    // Those of the draft whose address is new have no address yet.
    changed: sql`
      ${insertRows(payments, [row])} ${isRedeeming ? sql`where exists (select from redeemed)` : sql``}
      returning order_id as id, version`,
    events: eventsOfPayment(announced, now),
  };
}

/** The payments of a person at a store that wait for their card, as a column of another query. Counts up to `limit`. */
export const countWaiting = (limit: number, userId: string, tenantId: string) =>
  limit === 0
    ? sql<number>`0`
    : sql<number>`(
        select count(*)::int from (
          select 1 from ${payments} where ${eq(payments.user_id, userId)} and ${eq(payments.tenant_id, tenantId)}
            and ${isNull(payments.placed_at)} and ${isNull(payments.ended_at)} limit ${limit}
        ) as waiting
      )`;

/**
 * Returns the drafted order that waits for its payment, as its customer sees it; null when there is none, or it is not theirs:
 * until it is paid, it is nobody else's business. `orderId` must be a UUID.
 */
export async function readDraftedOrder(
  db: Queryable,
  orderId: string,
  userId: string,
): Promise<OrderDetail | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(and(eq(payments.order_id, orderId), eq(payments.user_id, userId), isNull(payments.placed_at)));
  if (row === undefined || row.draft === null) return null;
  const { order } = z.parse(draftSchema, row.draft);
  return {
    ...order,
    timeline: [],
    delivery_pin: null,
    payment: await toOrderPayment(db, toPayment(row), true),
  };
}

/** Whoever may see the order may see its payment; the secret is the customer's. Null: it is not paid by card. */
export async function readPaymentOfOrder(
  db: Queryable,
  orderId: string,
  viewerId: string | null,
): Promise<OrderPayment | null> {
  const [row] = await db.select().from(payments).where(eq(payments.order_id, orderId));
  return row === undefined ? null : toOrderPayment(db, toPayment(row), row.user_id === viewerId);
}

interface PaymentViewer {
  readonly userId: string;
  readonly isAdmin: boolean;
  readonly tenantIds: readonly string[];
}

/** Returns null when the order is not paid by card, or the viewer may not see it: see `readDraftedOrder`. */
export async function readPaymentOf(orderId: string, viewer: PaymentViewer): Promise<OrderPayment | null> {
  const { data: id } = z.safeParse(idSchema, orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const [row] = await db.select().from(payments).where(eq(payments.order_id, id));
  if (row === undefined) return null;
  const isTheirs = row.user_id === viewer.userId;
  const isPlaced = row.placed_at !== null;
  const maySee = isTheirs || (isPlaced && (viewer.isAdmin || viewer.tenantIds.includes(row.tenant_id)));
  return maySee ? toOrderPayment(db, toPayment(row), isTheirs) : null;
}

const LISTED = 100;

/** The payments that need a person, the longest first. Returns null when the viewer is no admin. */
export async function listStuckPayments(viewer: {
  readonly isAdmin: boolean;
}): Promise<StuckPayment[] | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const rows = await db
    .select({
      id: payments.id,
      order_id: payments.order_id,
      tenant_id: payments.tenant_id,
      tenant_name: tenants.name,
      provider: payments.provider,
      provider_ref: payments.provider_ref,
      status: payments.status,
      currency: payments.currency,
      amount: payments.amount,
      authorized: payments.authorized,
      captured: payments.captured,
      refunded: payments.refunded,
      is_placed: sql<boolean>`${payments.placed_at} is not null`,
      stuck_since: payments.stuck_since,
      problem: payments.problem,
    })
    .from(payments)
    .innerJoin(tenants, eq(tenants.id, payments.tenant_id))
    .where(isNotNull(payments.stuck_since))
    .orderBy(asc(payments.stuck_since))
    .limit(LISTED);
  return rows.map((row) => toWire(stuckPaymentSchema, row));
}

export interface Finding {
  readonly order_id: string;
  readonly kind: "order_without_payment" | "payment_without_order";
  readonly found_at: string;
}

/** What the reconciliation found, the newest first. Returns null when the viewer is no admin. */
export async function listPaymentFindings(viewer: { readonly isAdmin: boolean }): Promise<Finding[] | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const rows = await db.select().from(paymentFindings).orderBy(desc(paymentFindings.found_at)).limit(LISTED);
  return rows.map(({ found_at, ...finding }) => ({ ...finding, found_at: found_at.toISOString() }));
}

/** Counts for the navigation of admins. Not authorised. */
export async function countStuckPayments(db: Queryable): Promise<number> {
  const [row] = await db.select({ n: count() }).from(payments).where(isNotNull(payments.stuck_since));
  return row?.n ?? 0;
}
