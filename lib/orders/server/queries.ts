import "server-only";
import { and, asc, desc, eq, gte, isNotNull, isNull, like, ne, type SQL, sql } from "drizzle-orm";
import { cache } from "react";
import * as z from "zod";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Windows } from "@/lib/broadcasts/model/standstill";
import { stoodStillSince, toWindows, windowsSince } from "@/lib/broadcasts/server/queries";
import { type Queryable, queryable } from "@/lib/db/client";
import { orderAlarms, orders } from "@/lib/db/schema/orders";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import type { OrderStatus } from "@/lib/orders/model/changing-fields";
import { dueStep, isFinal } from "@/lib/orders/model/lifecycle";
import { type Board, type BoardOrder, boardStatsSchema, type OrderDetail } from "@/lib/orders/model/schema";
import { searchWords } from "@/lib/orders/model/search";
import { BOARD_DONE_LIMIT, BOARD_OPEN_LIMIT } from "@/lib/orders/model/terms";
import type { QueuedOrder } from "@/lib/stores/model/load";
import { OWN_STORES_AT_MOST, type OwnStore } from "@/lib/stores/model/own-stores";
import { idSchema } from "@/lib/text/id";
import { type OrderViewer, rolesFor } from "./access";
import { carryOutDueStep, expireOverdueOrders, settleUnansweredOrders } from "./commands";
import { isActive, isOver } from "./has-status";
import { readWholeOrder, selectBoardOrders, toBoardOrder } from "./rows";

const MAX_PAGE = 100;

export interface Page {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface OrderPage {
  orders: BoardOrder[];
  next_cursor: string | null;
}

async function carryOutDueSteps(scope: SQL): Promise<void> {
  await expireOverdueOrders(scope);
  await settleUnansweredOrders(scope);
}

/** Carries out what is due in `scope` and reads again, so that deadlines hold even when the jobs are late. */
async function readAfterDeadlines<Read extends { orders: BoardOrder[] }>(
  scope: SQL,
  read: () => Promise<Read>,
): Promise<Read> {
  const first = await read();
  const now = new Date();
  if (!first.orders.some((order) => dueStep(order, now) !== null)) return first;
  await carryOutDueSteps(scope);
  return read();
}

const limitOf = (page: Page) => Math.min(Math.max(page.limit ?? 20, 1), MAX_PAGE);

function isAfter({ cursor }: Page): SQL | undefined {
  const after = cursor === undefined ? null : decodePageCursor(cursor);
  return after === null
    ? undefined
    : sql`(${orders.created_at}, ${orders.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
}

/** Selects one id more, which shows whether another page follows. */
const selectIds = (where: SQL | undefined, page: Page): SQL => sql`
  select ${orders.id} from ${orders} where ${and(where, isAfter(page))}
  order by ${orders.created_at} desc, ${orders.id} desc limit ${limitOf(page) + 1}`;

/** Limits the ids before the joins, because a prepared plan does not know how small the limit is. */
async function readPage(ids: SQL, page: Page): Promise<OrderPage> {
  const limit = limitOf(page);
  const rows = await selectBoardOrders(await queryable())
    .where(sql`${orders.id} = any(array(${ids}))`)
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    orders: shown.map(toBoardOrder),
    next_cursor: rows.length > limit && last !== undefined ? encodePageCursor(last) : null,
  };
}

/** Test orders that the person placed for a store of theirs are on its board alone. */
const ofCustomer = ({ userId }: OrderViewer) =>
  sql`${eq(orders.user_id, userId)} and ${eq(orders.is_test, false)}`;

export function listMyOrders(viewer: OrderViewer, page: Page = {}): Promise<OrderPage> {
  const ofPerson = ofCustomer(viewer);
  return readAfterDeadlines(ofPerson, () => readPage(selectIds(ofPerson, page), page));
}

/** Returns at most 100. One query per request. */
export const listMyActiveOrders = cache(async (viewer: OrderViewer): Promise<BoardOrder[]> => {
  const ofPerson = ofCustomer(viewer);
  const page = { limit: MAX_PAGE };
  const active = await readAfterDeadlines(ofPerson, () =>
    readPage(selectIds(and(ofPerson, isActive), page), page),
  );
  return active.orders;
});

/** Returns the orders of a staff member's stores, otherwise the viewer's own. */
export function listVisibleOrders(viewer: OrderViewer, page: Page = {}): Promise<OrderPage> {
  if (viewer.tenantIds.length === 0) return listMyOrders(viewer, page);
  const tenantIds = sql`${sql.param([...viewer.tenantIds])}::uuid[]`;
  // Takes a page from each store's index: a sort across stores would read all of their orders.
  const newest = sql`
    select of_store.id from unnest(${tenantIds}) as store(id)
    cross join lateral (${selectIds(sql`${orders.tenant_id} = store.id`, page)}) as of_store`;
  return readAfterDeadlines(sql`${orders.tenant_id} = any(${tenantIds})`, () => readPage(newest, page));
}

/** Returns null when there is none, or the viewer may not see it. */
export async function getOrder(viewer: OrderViewer, orderId: string): Promise<OrderDetail | null> {
  const { data: id } = idSchema.safeParse(orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const order = await readWholeOrder(db, id, viewer.userId);
  if (order === null || rolesFor(viewer, order).length === 0) return null;
  if (dueStep(order, new Date()) === null) return order;
  await carryOutDueStep(id);
  return readWholeOrder(db, id, viewer.userId);
}

const finishedAt = sql`coalesce(${orders.delivered_at}, ${orders.cancelled_at})`;

/** Where a store has more open orders than a board shows, those that ring come first. */
async function readBoardOrders(tenantId: string): Promise<BoardOrder[]> {
  const ofTenant = eq(orders.tenant_id, tenantId);
  const today = sql`(select date_trunc('day', now(), ${tenants.time_zone}) from ${tenants} where ${eq(tenants.id, tenantId)})`;
  const ids = sql`array(
    (
      select ${orders.id} from ${orders} where ${ofTenant} and ${isActive}
      order by ${orders.order_status} <> 'Order Received', ${orders.created_at} limit ${BOARD_OPEN_LIMIT}
    )
    union all (
      select ${orders.id} from ${orders} where ${ofTenant} and ${isOver} and ${finishedAt} >= ${today}
      order by ${finishedAt} desc limit ${BOARD_DONE_LIMIT}
    )
  )`;
  const rows = await selectBoardOrders(await queryable()).where(sql`${orders.id} = any(${ids})`);
  const { true: done = [], false: open = [] } = Object.groupBy(rows.map(toBoardOrder), (order) =>
    isFinal(order.order_status) ? "true" : "false",
  );
  return [
    ...open.toSorted((one, other) => one.created_at.localeCompare(other.created_at)),
    ...done.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at)),
  ];
}

async function readStats(tenantId: string): Promise<Board["stats"] | null> {
  const db = await queryable();
  const [stats] = await db
    .select({
      orders_today: sql`count(${orders.id})::int`,
      median_accept_seconds: sql`(
        percentile_cont(0.5) within group (order by extract(epoch from ${orders.accepted_at} - ${orders.created_at}))
      )::float8`,
    })
    .from(tenants)
    .leftJoin(
      orders,
      and(
        eq(orders.tenant_id, tenants.id),
        eq(orders.is_test, false),
        gte(orders.created_at, sql`date_trunc('day', now(), ${tenants.time_zone})`),
      ),
    )
    .where(eq(tenants.id, tenantId))
    .groupBy(tenants.id);
  return stats === undefined ? null : z.parse(boardStatsSchema, stats);
}

/** The orders that wait at the store of the query around it, and whose time is not over: it stands still during maintenance. */
const waitingAtStore = (now: Date) => sql`(
  select count(*)::int from ${orders}
  where ${orders.tenant_id} = ${tenants.id} and ${orders.order_status} = 'Order Received'
    and ${orders.accept_by} + ${stoodStillSince(sql`${orders.created_at}`, now)} > now()
)`;

/** The stores where the person works, with the orders that wait there; test orders count, because they ring. */
export async function listOwnStores(viewer: OrderViewer): Promise<OwnStore[]> {
  if (viewer.tenantIds.length === 0) return [];
  const db = await queryable();
  return db
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      // One level down, where columns keep the names of their tables.
      waiting: sql<number>`${waitingAtStore(new Date())}`,
    })
    .from(tenants)
    .where(sql`${tenants.id} = any(${sql.param([...viewer.tenantIds])}::uuid[])`)
    .orderBy(asc(tenants.name))
    .limit(OWN_STORES_AT_MOST);
}

/** Returns null when the viewer is not the store's staff. */
export async function getBoard(viewer: OrderViewer, tenantId: string): Promise<Board | null> {
  if (!isStaffOf(viewer, tenantId)) return null;
  const { stats, ...board } = await readAfterDeadlines(eq(orders.tenant_id, tenantId), async () => ({
    orders: await readBoardOrders(tenantId),
    stats: await readStats(tenantId),
  }));
  return stats === null ? null : { ...board, stats };
}

export interface OrderSearch extends Page {
  /** Words of the code, the customer's name and the dishes, as on the board: lib/orders/model/search.ts. */
  search?: string | undefined;
  status?: OrderStatus | undefined;
  withoutTests?: boolean;
}

/** Returns null when the viewer is not the store's staff. */
export async function searchOrders(
  viewer: OrderViewer,
  tenantId: string,
  { search, status, withoutTests = false, ...page }: OrderSearch,
): Promise<OrderPage | null> {
  if (!isStaffOf(viewer, tenantId)) return null;
  const ofTenant = eq(orders.tenant_id, tenantId);
  // Otherwise an overdue order would still be listed as received.
  if (status !== undefined) await carryOutDueSteps(ofTenant);
  const matches = searchWords(search ?? "").map((word) =>
    like(orders.search_text, `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`),
  );
  const where = and(
    ofTenant,
    status === undefined ? undefined : eq(orders.order_status, status),
    withoutTests ? eq(orders.is_test, false) : undefined,
    ...matches,
  );
  return readAfterDeadlines(ofTenant, () => readPage(selectIds(where, page), page));
}

/** Not authorised: for what a store promises next. At most the open orders that a board shows. */
export async function readQueue(db: Queryable, tenantId: string): Promise<QueuedOrder[]> {
  const rows = await db
    .select({
      status: orders.order_status,
      ready_at: orders.ready_at,
      points: sql<number>`coalesce(${orders.points}, ${orders.total_qty})`,
      ready_by: sql<unknown>`(extract(epoch from coalesce(
        ${orders.promised_at} - make_interval(mins => coalesce(${orders.delivery_minutes}, ${tenants.delivery_minutes})),
        ${orders.created_at}
          + make_interval(mins => coalesce(${orders.default_prep_minutes}, ${tenants.default_prep_minutes}))
      )) * 1000)::float8`,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(and(eq(orders.tenant_id, tenantId), isActive, eq(orders.is_test, false)))
    .limit(BOARD_OPEN_LIMIT);
  return rows.map(({ status, ready_at, ready_by, points }) => ({
    readyBy: z.parse(z.number(), ready_by),
    points,
    isInKitchen: status !== "Out for Delivery" && ready_at === null,
  }));
}

/** Returns the orders that were placed last, the last one first, without those that wait or that their customers cancelled. */
export function readLatestDecided(db: Queryable, tenantId: string, count: number) {
  return db
    .select({ cancel_reason: orders.cancel_reason, cancelled_at: orders.cancelled_at })
    .from(orders)
    .where(
      and(
        eq(orders.tenant_id, tenantId),
        eq(orders.is_test, false),
        ne(orders.order_status, "Order Received"),
        sql`${orders.cancel_reason} is distinct from 'CUSTOMER_CANCELLED'`,
      ),
    )
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(count);
}

/** Whether a test order of the store rang on a device of it and was accepted. Not authorised: for the store's checklist. */
export async function hasHeardTestOrder(db: Queryable, tenantId: string): Promise<boolean> {
  const heard = await db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(orderAlarms, eq(orderAlarms.order_id, orders.id))
    .where(
      and(
        eq(orders.tenant_id, tenantId),
        eq(orders.is_test, true),
        isNotNull(orders.accepted_at),
        isNotNull(orderAlarms.rang_at),
      ),
    )
    .limit(1);
  return heard.length > 0;
}

export interface Recipient {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly tenant_name: string;
  readonly tenant_slug: string;
  readonly time_zone: string;
  readonly placed_at: Date;
  readonly maintenance: Windows;
}

/** Not authorised: for reactions only. Nobody is told of a test order beyond the store's board. */
export async function readRecipients(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, Recipient>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: orders.id,
      user_id: orders.user_id,
      tenant_id: orders.tenant_id,
      tenant_name: tenants.name,
      tenant_slug: tenants.slug,
      time_zone: tenants.time_zone,
      placed_at: orders.created_at,
      maintenance: windowsSince(sql`${orders.created_at}`),
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(
      and(sql`${orders.id} = any(${sql.param([...new Set(orderIds)])}::uuid[])`, eq(orders.is_test, false)),
    );
  return new Map(
    rows.map(({ id, maintenance, ...recipient }) => [
      id,
      { ...recipient, maintenance: toWindows(maintenance) },
    ]),
  );
}

/** Not authorised: for the trips of riders only. */
export async function readOrdersOfTrip(db: Queryable, orderIds: readonly string[]): Promise<BoardOrder[]> {
  const ids = sql`${sql.param([...orderIds])}::uuid[]`;
  return (await selectBoardOrders(db).where(sql`${orders.id} = any(${ids})`)).map(toBoardOrder);
}

/** Not authorised: for printers only. `orderId` must be a UUID. */
export async function readOrderForPaper(orderId: string): Promise<BoardOrder | null> {
  return readWholeOrder(await queryable(), orderId);
}

export interface WaitingOrder {
  readonly id: string;
  readonly order_code: string;
  readonly tenant_id: string;
  readonly tenant_slug: string;
  readonly tenant_name: string;
  readonly time_zone: string;
  readonly placed_at: Date;
  readonly accept_by: Date;
  /** Maintenance since the order was placed. */
  readonly maintenance: Windows;
  readonly staff: readonly string[];
}

const staffIds = z.array(idSchema).max(10_000);

/** Not authorised: for reminders only. Null once somebody has dealt with the order, or when there is none. */
export async function readWaitingOrder(orderId: string): Promise<WaitingOrder | null> {
  const { data: id } = idSchema.safeParse(orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const [row] = await db
    .select({
      id: orders.id,
      order_code: orders.order_code,
      tenant_id: orders.tenant_id,
      tenant_slug: tenants.slug,
      tenant_name: tenants.name,
      time_zone: tenants.time_zone,
      placed_at: orders.created_at,
      accept_by: orders.accept_by,
      maintenance: windowsSince(sql`${orders.created_at}`),
      staff: sql<unknown>`array(
        select ${memberships.user_id}::text from ${memberships}
        where ${memberships.tenant_id} = ${orders.tenant_id} order by ${memberships.user_id}
      )`,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(
      and(
        eq(orders.id, id),
        eq(orders.is_test, false),
        eq(orders.order_status, "Order Received"),
        isNull(orders.acknowledged_at),
        sql`${orders.accept_by} + ${stoodStillSince(sql`${orders.created_at}`, new Date())} > now()`,
      ),
    );
  return row === undefined
    ? null
    : {
        ...row,
        maintenance: toWindows(row.maintenance),
        staff: z.parse(staffIds, row.staff),
      };
}
