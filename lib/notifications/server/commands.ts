import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import type { MarkRead } from "@/lib/notifications/model/schema";

const countedRows = z.object({
  rows: z.array(z.object({ unread: z.coerce.number().int().nonnegative() })),
});

/**
 * Marks the person's own notifications as read and returns their remaining unread count. Ids that are unknown, already read
 * or another person's are ignored.
 */
export async function markRead(
  { userId }: Pick<Viewer, "userId">,
  input: MarkRead,
): Promise<Result<{ unread_count: number }>> {
  const db = await queryable();
  const chosen = "ids" in input ? sql`and id = any(${sql.param(input.ids)}::uuid[])` : sql``;
  // Locks the count first, so that concurrent requests cannot deadlock on the notifications.
  const { rows } = countedRows.parse(
    await db.execute(sql`
      with person as (
        select user_id from notification_counts where user_id = ${userId}::uuid for update
      ), changed as (
        update notifications set read_at = now() from person
        where notifications.user_id = person.user_id and read_at is null ${chosen}
        returning id
      )
      update notification_counts set unread = unread - (select count(*) from changed)
      from person where notification_counts.user_id = person.user_id
      returning unread`),
  );
  return success({ unread_count: rows[0]?.unread ?? 0 });
}
