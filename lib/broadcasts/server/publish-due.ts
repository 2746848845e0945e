import "server-only";
import { asc, inArray } from "drizzle-orm";
import * as z from "zod/mini";
import { broadcasts } from "@/lib/db/schema/broadcasts";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { publishBroadcast } from "./publish-broadcast";
import { isDue } from "./queries";
import { toBroadcast } from "./rows";

/** Longer than the time between two runs: pages have a broadcast before it begins, and show it on time. */
const AHEAD_MS = 2 * 60_000;
const BATCH = 50;

/** Publishes what begins within two minutes. Returns the number published. */
export function publishDueBroadcasts(now = new Date()): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx
      .select()
      .from(broadcasts)
      .where(isDue(new Date(now.getTime() + AHEAD_MS)))
      .orderBy(asc(broadcasts.starts_at), asc(broadcasts.id))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (due.length === 0) return 0;
    await tx
      .update(broadcasts)
      .set({ published_at: now })
      .where(
        inArray(
          broadcasts.id,
          due.map(({ id }) => id),
        ),
      );
    for (const row of due) publishBroadcast(tx, toBroadcast(row), now);
    return due.length;
  });
}

export const publishBroadcasts = defineJob({
  name: "broadcast:publish",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: () => publishDueBroadcasts(),
});
