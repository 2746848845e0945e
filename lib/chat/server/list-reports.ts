import "server-only";
import { and, desc, eq, gt, lt, notExists } from "drizzle-orm";
import { type ChatReport, chatReportSchema } from "@/lib/chat/model/report";
import { queryable } from "@/lib/db/client";
import { chatReadings, chatReports } from "@/lib/db/schema/chat";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";

export const REPORTS_PAGE = 30;

/**
 * Lists reports of messages, the newest first; `before` is the id of the last one of the page before. Null for anyone but an
 * admin. Ids are in the order of time, so the primary key finds each page.
 */
export async function listChatReports(
  viewer: { readonly isAdmin: boolean },
  before?: string,
): Promise<{ reports: ChatReport[]; next_cursor: string | null } | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const rows = await db
    .select({
      id: chatReports.id,
      order_id: chatReports.order_id,
      order_code: orders.order_code,
      store: tenants.name,
      room: chatReports.room,
      by: chatReports.by_party,
      reason: chatReports.reason,
      note: chatReports.note,
      created_at: chatReports.created_at,
    })
    .from(chatReports)
    .innerJoin(orders, eq(orders.id, chatReports.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(before === undefined ? undefined : lt(chatReports.id, before))
    .orderBy(desc(chatReports.id))
    .limit(REPORTS_PAGE + 1);
  const reports = rows.slice(0, REPORTS_PAGE).map((row) => toWire(chatReportSchema, row));
  return { reports, next_cursor: rows.length > REPORTS_PAGE ? (reports.at(-1)?.id ?? null) : null };
}

/** More are not counted. */
export const REPORTS_COUNTED = 100;

/** Returns how many reports wait: no admin has opened the chat since. At most 100. Null for anyone but an admin. */
export async function countOpenReports(viewer: { readonly isAdmin: boolean }): Promise<number | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const opened = db
    .select({ id: chatReadings.id })
    .from(chatReadings)
    .where(
      and(
        eq(chatReadings.order_id, chatReports.order_id),
        eq(chatReadings.room, chatReports.room),
        gt(chatReadings.created_at, chatReports.created_at),
      ),
    );
  const waiting = await db
    .select({ id: chatReports.id })
    .from(chatReports)
    .where(notExists(opened))
    .orderBy(desc(chatReports.id))
    .limit(REPORTS_COUNTED);
  return waiting.length;
}
