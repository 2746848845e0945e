import "server-only";
import { and, count, desc, eq, gte, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type Queryable, queryable } from "@/lib/db/client";
import { orderItems, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import type { Board, BoardOrder, OrderDetail, OrderStatus } from "@/lib/orders/model/schema";
import { type OrderViewer, rolesFor } from "./access";
import { expireIfOverdue, expireOverdueOrders } from "./commands";
import { readTimeline, summaryColumns, toSummary, withItems } from "./rows";

/** What may be read of orders, and by whom: ownership is part of each query. */

const ACTIVE: OrderStatus[] = ["Order Received", "Preparing", "Out for Delivery"];
/** Finished orders of today that the board shows; the history has them all. */
const BOARD_DONE_LIMIT = 60;
const MAX_PAGE = 100;

export interface Page {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface OrderPage {
  orders: BoardOrder[];
  next_cursor: string | null;
}

function isStaff(viewer: OrderViewer, tenantId: string): boolean {
  return viewer.isAdmin || viewer.tenantIds.includes(tenantId);
}

async function readPage(where: SQL | undefined, page: Page): Promise<OrderPage> {
  const db = await queryable();
  const limit = Math.min(Math.max(page.limit ?? 20, 1), MAX_PAGE);
  const after = page.cursor === undefined ? null : decodePageCursor(page.cursor);
  const beyond =
    after === null
      ? undefined
      : sql`(${orders.created_at}, ${orders.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(users, eq(users.id, orders.user_id))
    .where(and(where, beyond))
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    orders: await withItems(db, shown.map(toSummary)),
    next_cursor: rows.length > limit && last !== undefined ? encodePageCursor(last) : null,
  };
}

/** The person's own orders, newest first. */
export async function listMyOrders(viewer: OrderViewer, page: Page = {}): Promise<OrderPage> {
  await expireOverdueOrders(eq(orders.user_id, viewer.userId));
  return readPage(eq(orders.user_id, viewer.userId), page);
}

/** The person's orders that are on their way, however many newer ones are over. */
export async function listMyActiveOrders(viewer: OrderViewer): Promise<BoardOrder[]> {
  const ofPerson = eq(orders.user_id, viewer.userId);
  await expireOverdueOrders(ofPerson);
  const { orders: active } = await readPage(and(ofPerson, inArray(orders.order_status, ACTIVE)), {
    limit: MAX_PAGE,
  });
  return active;
}

/** For programs: a customer's own orders; for staff those of their stores. */
export async function listVisibleOrders(viewer: OrderViewer, page: Page = {}): Promise<OrderPage> {
  if (viewer.tenantIds.length === 0) return listMyOrders(viewer, page);
  const ofStores = inArray(orders.tenant_id, [...viewer.tenantIds]);
  await expireOverdueOrders(ofStores);
  return readPage(ofStores, page);
}

/** One order, whole; null when it is not there or not this person's to see. */
export async function getOrder(viewer: OrderViewer, orderId: string): Promise<OrderDetail | null> {
  if (!z.uuid().safeParse(orderId).success) return null;
  await expireIfOverdue(orderId);
  const db = await queryable();
  const [row] = await db
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(eq(orders.id, orderId));
  if (row === undefined) return null;
  const summary = toSummary(row);
  if (rolesFor(viewer, summary).length === 0) return null;
  const [order] = await withItems(db, [summary]);
  return order === undefined ? null : { ...order, timeline: await readTimeline(db, orderId) };
}

const statsRow = z.object({
  orders_today: z.coerce.number(),
  median_accept_seconds: z.coerce.number().nullable(),
});

/** What a store's board shows: everything open, and what was finished today; null for who is not its staff. */
export async function getBoard(viewer: OrderViewer, tenantId: string): Promise<Board | null> {
  if (!isStaff(viewer, tenantId)) return null;
  await expireOverdueOrders(eq(orders.tenant_id, tenantId));
  const db = await queryable();
  const [tenant] = await db
    .select({ timeZone: tenants.time_zone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (tenant === undefined) return null;
  const today = sql`date_trunc('day', now(), ${tenant.timeZone})`;
  const ofTenant = eq(orders.tenant_id, tenantId);
  const query = () =>
    db.select(summaryColumns).from(orders).innerJoin(tenants, eq(tenants.id, orders.tenant_id));
  const open = await query()
    .where(and(ofTenant, inArray(orders.order_status, ACTIVE)))
    .orderBy(orders.created_at);
  const done = await query()
    .where(
      and(ofTenant, inArray(orders.order_status, ["Delivered", "Cancelled"]), gte(orders.updated_at, today)),
    )
    .orderBy(desc(orders.updated_at))
    .limit(BOARD_DONE_LIMIT);
  const [stats] = await db
    .select({
      orders_today: count(),
      median_accept_seconds: sql`percentile_cont(0.5) within group (order by extract(epoch from ${orders.accepted_at} - ${orders.created_at}))`,
    })
    .from(orders)
    .where(and(ofTenant, gte(orders.created_at, today)));
  return { orders: await withItems(db, [...open, ...done].map(toSummary)), stats: statsRow.parse(stats) };
}

export interface OrderSearch extends Page {
  /** Part of a code, of the customer's name, or of a dish. */
  search?: string | undefined;
  status?: OrderStatus | undefined;
}

/** A store's orders of all time, newest first; null for who is not its staff. */
export async function searchOrders(
  viewer: OrderViewer,
  tenantId: string,
  { search, status, ...page }: OrderSearch,
): Promise<OrderPage | null> {
  if (!isStaff(viewer, tenantId)) return null;
  await expireOverdueOrders(eq(orders.tenant_id, tenantId));
  // In a LIKE pattern the person's % and _ are letters like any other.
  const pattern = `%${(search ?? "").trim().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const matches =
    pattern === "%%"
      ? undefined
      : or(
          ilike(orders.order_code, pattern),
          ilike(users.name, pattern),
          sql`exists (select 1 from ${orderItems} where ${orderItems.order_id} = ${orders.id} and ${orderItems.name} ilike ${pattern})`,
        );
  return readPage(
    and(
      eq(orders.tenant_id, tenantId),
      status === undefined ? undefined : eq(orders.order_status, status),
      matches,
    ),
    page,
  );
}

export interface Recipient {
  readonly user_id: string;
  readonly tenant_name: string;
  readonly time_zone: string;
}

/** Reads the customer and the store of each of these orders, by the order's id. Not authorised: for reactions only. */
export async function readRecipients(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, Recipient>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: orders.id,
      user_id: orders.user_id,
      tenant_name: tenants.name,
      time_zone: tenants.time_zone,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(sql`${orders.id} = any(${sql.param([...new Set(orderIds)])}::uuid[])`);
  return new Map(rows.map(({ id, ...recipient }) => [id, recipient]));
}
