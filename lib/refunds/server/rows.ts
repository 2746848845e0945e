import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { userChannel } from "@/lib/auth/model/channels";
import type { Queryable } from "@/lib/db/client";
import { orderItems, orders } from "@/lib/db/schema/orders";
import { refunds } from "@/lib/db/schema/refunds";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { publishAdminNews } from "@/lib/platform/server/publish-news";
import { publish } from "@/lib/realtime/publish/publish";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { type RefundChange, refundChanged } from "@/lib/refunds/model/events";
import type { EarlierRefund } from "@/lib/refunds/model/rules";
import {
  type Refund,
  refundItemSchema,
  refundRoleSchema,
  refundSchema,
  refundStatusSchema,
} from "@/lib/refunds/model/schema";
import { idSchema } from "@/lib/text/id";

export type RefundRow = typeof refunds.$inferSelect;

/** Names the dishes of a refund, as they were when they were ordered. */
const namedItems = sql`(
  select coalesce(json_agg(item.value || jsonb_build_object('name', line.name) order by line.position), '[]'::json)
  from jsonb_array_elements(${refunds.items}) as item(value)
  join ${orderItems} line on line.id = (item.value ->> 'order_item_id')::uuid
)`;

export const refundColumns = {
  id: refunds.id,
  order_id: refunds.order_id,
  order_code: orders.order_code,
  tenant_id: refunds.tenant_id,
  tenant_slug: tenants.slug,
  tenant_name: tenants.name,
  time_zone: tenants.time_zone,
  amount: refunds.amount,
  currency: refunds.currency,
  items: namedItems,
  reason: refunds.reason,
  fault: refunds.fault,
  note: refunds.note,
  evidence: refunds.evidence,
  borne_by: refunds.borne_by,
  status: refunds.status,
  requested_role: refunds.requested_role,
  answered_role: refunds.answered_role,
  answered_at: refunds.answered_at,
  answer_note: refunds.answer_note,
  contested_at: refunds.contested_at,
  contest_note: refunds.contest_note,
  contest_status: refunds.contest_status,
  contest_answer: refunds.contest_answer,
  refunded_at: refunds.refunded_at,
  created_at: refunds.created_at,
  version: refunds.version,
  is_credit: sql<boolean>`${orders.payment_method} <> 'card'`,
};

/** Not authorised. The newest first; `limit` rows at most. */
export async function selectRefunds(db: Queryable, where: SQL | undefined, limit: number): Promise<Refund[]> {
  const rows = await db
    .select(refundColumns)
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.order_id))
    .innerJoin(tenants, eq(tenants.id, refunds.tenant_id))
    .where(where)
    .orderBy(desc(refunds.created_at), desc(refunds.id))
    .limit(limit);
  return rows.map((row) => toWire(refundSchema, row));
}

/** A refund as its customer sees it: who pays for it, and what the store thinks of that, is none of their business. */
export const forCustomer = (refund: Refund): Refund => ({
  ...refund,
  borne_by: null,
  contested_at: null,
  contest_note: null,
  contest_status: null,
  contest_answer: null,
});

const earlierSchema = z.object({
  id: idSchema,
  amount: z.int(),
  status: refundStatusSchema,
  requested_role: refundRoleSchema,
  items: z.array(refundItemSchema).check(z.maxLength(100)),
});

export type KnownRefund = EarlierRefund & { readonly id: string; readonly requested_role: string };

/** All refunds of an order. Call it with the order's row locked, so that none is added meanwhile. */
export async function readEarlier(db: Queryable, orderId: string): Promise<KnownRefund[]> {
  const rows = await db
    .select({
      id: refunds.id,
      amount: refunds.amount,
      status: refunds.status,
      requested_role: refunds.requested_role,
      items: refunds.items,
    })
    .from(refunds)
    .where(eq(refunds.order_id, orderId));
  return rows.map((row) => z.parse(earlierSchema, row));
}

/** Publishes how a refund is now to its store, its customer and admins, in the transaction that changed it. */
export async function publishRefund(
  tx: Transaction,
  refund: RefundRow,
  change: RefundChange,
  now: Date,
): Promise<void> {
  const [order] = await tx
    .select({ code: orders.order_code })
    .from(orders)
    .where(eq(orders.id, refund.order_id));
  const data = z.parse(refundChanged.schema, {
    ...refund,
    refund_id: refund.id,
    order_code: order?.code ?? "",
    change,
    timestamp: now.toISOString(),
  });
  publish(tx, [{ channel: tenantRefundsChannel.name(refund.tenant_id), event: refundChanged, data }]);
  publishAdminNews(tx, "refund_changed", refund.id);
  // A contest is between the store and Platewire.
  if (change === "contested" || change === "contest_upheld" || change === "contest_rejected") return;
  const theirs = { ...data, borne_by: null, contest_status: null };
  publish(tx, [{ channel: userChannel.name(refund.user_id), event: refundChanged, data: theirs }]);
}

/** Writes a change of a refund whose row, or whose order's row, the caller has locked. */
export async function changeRefund(
  tx: Transaction,
  refund: RefundRow,
  changes: Partial<RefundRow>,
  { change, now }: { change: RefundChange; now: Date },
): Promise<RefundRow> {
  const [after] = await tx
    .update(refunds)
    .set({ ...changes, version: refund.version + 1 })
    .where(and(eq(refunds.id, refund.id), eq(refunds.version, refund.version)))
    .returning();
  if (after === undefined) throw new Error(`Refund ${refund.id} was changed without its lock`);
  await publishRefund(tx, after, change, now);
  return after;
}
