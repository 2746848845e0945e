import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { notificationCounts, notificationPreferences, notifications } from "@/lib/db/schema/notifications";
import { toWire } from "@/lib/db/wire";
import { encodePageCursor, type PagePosition } from "@/lib/http/page-cursor";
import { type Preferences, preferencesOf } from "@/lib/notifications/model/preferences";
import { type Notification, notificationSchema } from "@/lib/notifications/model/schema";

export interface NotificationPage {
  readonly notifications: Notification[];
  readonly next_cursor: string | null;
  /** Counts all of the person's notifications, not only this page's. */
  readonly unread_count: number;
}

export async function listNotifications(
  { userId }: Pick<Viewer, "userId">,
  { limit, after, isUnreadOnly = false }: { limit: number; after?: PagePosition; isUnreadOnly?: boolean },
): Promise<NotificationPage> {
  const db = await queryable();
  const beyond =
    after &&
    sql`(${notifications.created_at}, ${notifications.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const rows = await db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.user_id, userId),
        isUnreadOnly ? isNull(notifications.read_at) : undefined,
        beyond,
      ),
    )
    .orderBy(desc(notifications.created_at), desc(notifications.id))
    .limit(limit + 1);
  const [counted] = await db
    .select({ unread: notificationCounts.unread })
    .from(notificationCounts)
    .where(eq(notificationCounts.user_id, userId));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    notifications: shown.map((row) => toWire(notificationSchema, row)),
    next_cursor: rows.length > limit && last !== undefined ? encodePageCursor(last) : null,
    unread_count: counted?.unread ?? 0,
  };
}

export async function readPreferences(userId: string, within?: Queryable): Promise<Preferences> {
  const db = within ?? (await queryable());
  const [stored] = await db
    .select()
    .from(notificationPreferences)
    .where(eq(notificationPreferences.user_id, userId));
  return preferencesOf(stored ?? null);
}
