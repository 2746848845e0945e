import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { type MarkedRead, type MarkRead, markReadSchema } from "@/lib/notifications/model/schema";

const countedRows = z.object({
  rows: z.array(z.object({ unread: z.coerce.number().int().nonnegative() })),
});

/** Ignores ids that are unknown, already read or another person's. Returns the remaining unread count. */
async function markRead({ userId }: Pick<Viewer, "userId">, input: MarkRead): Promise<MarkedRead> {
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
  return { unread_count: rows[0]?.unread ?? 0 };
}

export const markReadCommand = defineCommand({
  name: "mark_notifications_read",
  scope: "notifications:write",
  limit: "write",
  input: markReadSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => success(await markRead(viewer, input)),
});
