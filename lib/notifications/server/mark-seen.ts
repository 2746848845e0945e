import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { markSeenSchema } from "@/lib/notifications/model/schema";

/** Pages report what they have shown, so that it is not sent to a phone as well. Ids of other people change nothing. */
export const markSeenCommand = defineCommand({
  name: "mark_notifications_seen",
  scope: "notifications:write",
  limit: "write",
  input: markSeenSchema,
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    const db = await queryable();
    await db
      .update(notifications)
      .set({ seen_at: sql`now()` })
      .where(
        and(
          eq(notifications.user_id, viewer.userId),
          sql`${notifications.id} = any(${sql.param(input.ids)}::uuid[])`,
          isNull(notifications.seen_at),
        ),
      );
    return success<null>(null);
  },
});
