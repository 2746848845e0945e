import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { riders } from "@/lib/db/schema/riders";
import { setLeaderboardSchema } from "@/lib/riders/model/requests";
import { errorText } from "@/lib/text/error-text";

/** Riders are on the leaderboard only by their own choice, and leave it at once. */
export const setLeaderboardCommand = defineCommand({
  name: "set_leaderboard",
  scope: null,
  limit: "write",
  input: setLeaderboardSchema,
  authorise: ({ viewer }) =>
    viewer.riderFleet === null ? failure<never>("forbidden", errorText("riders.only")) : null,
  run: async ({ viewer, input: { on } }) => {
    const db = await queryable();
    await db
      .update(riders)
      .set({ is_on_leaderboard: on })
      .where(and(eq(riders.id, viewer.userId), isNull(riders.removed_at)));
    return success<null>(null);
  },
});
