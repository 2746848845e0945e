import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { notificationsRead } from "@/lib/notifications/model/events";
import { type MarkedRead, type MarkRead, markReadSchema } from "@/lib/notifications/model/schema";
import { publish } from "@/lib/realtime/publish/publish";

const countedRows = z.object({
  rows: z.array(z.object({ unread: z.coerce.number().int().nonnegative(), changed: z.coerce.number() })),
});

/**
 * Ignores ids that are unknown, already read or another person's. Returns the remaining unread count, which the person's
 * other devices get, too.
 */
function markRead({ userId }: Pick<Viewer, "userId">, input: MarkRead): Promise<MarkedRead> {
  return transaction((tx) => markReadIn(tx, userId, input));
}

async function markReadIn(tx: Transaction, userId: string, input: MarkRead): Promise<MarkedRead> {
  const chosen = "ids" in input ? sql`and id = any(${sql.param(input.ids)}::uuid[])` : sql``;
  // Locks the count first, so that concurrent requests cannot deadlock on the notifications.
  const { rows } = countedRows.parse(
    await tx.execute(sql`
      with person as (
        select user_id from notification_counts where user_id = ${userId}::uuid for update
      ), changed as (
        update notifications set read_at = now() from person
        where notifications.user_id = person.user_id and read_at is null ${chosen}
        returning id
      )
      update notification_counts set unread = unread - (select count(*) from changed)
      from person where notification_counts.user_id = person.user_id
      returning unread, (select count(*) from changed) as changed`),
  );
  const [counted] = rows;
  if (counted === undefined) return { unread_count: 0 };
  const { unread: unread_count, changed } = counted;
  if (changed > 0)
    publish(tx, [
      {
        channel: userChannel.name(userId),
        event: notificationsRead,
        data: {
          ids: "ids" in input ? input.ids : null,
          unread_count,
          timestamp: new Date().toISOString(),
        },
      },
    ]);
  return { unread_count };
}

export const markReadCommand = defineCommand({
  name: "mark_notifications_read",
  scope: "notifications:write",
  limit: "write",
  input: markReadSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => success(await markRead(viewer, input)),
});
