import "server-only";
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { refunds } from "@/lib/db/schema/refunds";
import { tenants } from "@/lib/db/schema/stores";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import { leftToRefund, refundLines } from "@/lib/refunds/model/rules";
import type { OrderRefunds, Refund } from "@/lib/refunds/model/schema";
import { idSchema } from "@/lib/text/id";
import { readRefundOrder } from "./refund-order";
import { forCustomer, readEarlier, selectRefunds } from "./rows";
import { grantorOf } from "./who";

type Person = Pick<Viewer, "userId" | "isAdmin" | "tenantIds" | "tenantRoles">;

/** Not authorised. The refunds of an order that are granted and go back to a card, paid back or not, the oldest first. */
export function approvedRefunds(
  db: Queryable,
  orderId: string,
): Promise<{ id: string; amount: number; status: string }[]> {
  return db
    .select({ id: refunds.id, amount: refunds.amount, status: refunds.status })
    .from(refunds)
    .where(and(eq(refunds.order_id, orderId), inArray(refunds.status, ["processing", "refunded"])))
    .orderBy(asc(refunds.created_at), asc(refunds.id));
}

/** Refunds of one order, and those that wait, are listed up to this number. */
export const REFUNDS_LISTED = 100;

/** Returns null when there is no such order, or the viewer may not see it. */
export async function readOrderRefunds(viewer: Person, orderId: string): Promise<OrderRefunds | null> {
  const { data: id } = z.safeParse(idSchema, orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const order = await readRefundOrder(db, id, { lock: false });
  const by = order === null ? null : grantorOf(viewer, order);
  if (order === null || by === null) return null;
  const earlier = await readEarlier(db, id);
  const list = await selectRefunds(db, eq(refunds.order_id, id), REFUNDS_LISTED);
  return {
    order_id: id,
    order_code: order.order_code,
    currency: order.currency,
    time_zone: order.time_zone,
    as: by === "customer" || by === "admin" ? by : "store",
    left: leftToRefund(order, earlier),
    lines: refundLines(order, earlier).map((line) => ({
      ...line,
      name: order.items.find((item) => item.id === line.id)?.name ?? "",
    })),
    limit: by === "manager" ? order.refund_limit : null,
    refunds: by === "customer" ? list.map(forCustomer) : list,
  };
}

export const REFUNDS_PAGE = 30;

export interface RefundPage {
  readonly refunds: Refund[];
  readonly next_cursor: string | null;
}

async function readPage(where: ReturnType<typeof and>, cursor: string | undefined): Promise<RefundPage> {
  const after = cursor === undefined ? null : decodePageCursor(cursor);
  const isAfter =
    after === null
      ? undefined
      : sql`(${refunds.created_at}, ${refunds.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await selectRefunds(await queryable(), and(where, isAfter), REFUNDS_PAGE + 1);
  const shown = rows.slice(0, REFUNDS_PAGE);
  const last = shown.at(-1);
  return {
    refunds: shown,
    next_cursor:
      rows.length > REFUNDS_PAGE && last !== undefined
        ? encodePageCursor({ id: last.id, created_at: new Date(last.created_at) })
        : null,
  };
}

/** A store's refunds for its staff, the newest first. Null: not theirs. `tenantId` must be a UUID. */
export async function listStoreRefunds(
  viewer: Person,
  tenantId: string,
  cursor?: string,
): Promise<(RefundPage & { limit: number | null; waiting: Refund[] }) | null> {
  if (!hasRight(viewer, tenantId, "refunds")) return null;
  const db = await queryable();
  const [store] = await db
    .select({ limit: tenants.refund_limit })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (store === undefined) return null;
  const ofStore = eq(refunds.tenant_id, tenantId);
  const isWaiting = sql`${refunds.status} = 'pending_approval'`;
  const waiting = await selectRefunds(db, and(ofStore, isWaiting), REFUNDS_LISTED);
  const page = await readPage(and(ofStore, sql`${refunds.status} <> 'pending_approval'`), cursor);
  return { ...page, limit: store.limit, waiting: waiting.toReversed() };
}

/** All refunds except those that wait or are contested, which come by themselves, the oldest first. Null for anyone but an admin. */
export async function listAllRefunds(
  viewer: { readonly isAdmin: boolean },
  cursor?: string,
): Promise<(RefundPage & { contested: Refund[]; waiting: Refund[] }) | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const open = or(sql`${refunds.contest_status} = 'open'`, sql`${refunds.status} = 'pending_approval'`);
  const listed = (await selectRefunds(db, open, REFUNDS_LISTED)).toReversed();
  const isOpen = ({ contest_status }: Refund) => contest_status === "open";
  const page = await readPage(sql`not coalesce(${open}, false)`, cursor);
  return {
    ...page,
    contested: listed.filter(isOpen),
    waiting: listed.filter((refund) => !isOpen(refund)),
  };
}

/** For reactions: a refund with its customer, and the limit of its store. Not authorised. */
export async function readRefund(
  db: Queryable,
  refundId: string,
): Promise<(Refund & { user_id: string; limit: number | null }) | null> {
  const [refund] = await selectRefunds(db, eq(refunds.id, refundId), 1);
  const [row] = await db
    .select({ user_id: refunds.user_id, limit: tenants.refund_limit })
    .from(refunds)
    .innerJoin(tenants, eq(tenants.id, refunds.tenant_id))
    .where(eq(refunds.id, refundId));
  return refund === undefined || row === undefined ? null : { ...refund, ...row };
}

/** For the reminder: a refund that still waits. Not authorised. */
export async function readWaitingRefund(db: Queryable, refundId: string) {
  const refund = await readRefund(db, refundId);
  return refund?.status === "pending_approval" ? refund : null;
}
