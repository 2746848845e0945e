import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { defineJob, type JobContext } from "@/lib/jobs/define-job";
import { RETENTION } from "@/lib/platform/model/retention";

/** Time that a notification is kept after the event that it reports. */
const RETENTION_DAYS = RETENTION.notifications.days;
/** Rows per statement: few enough that people who read notifications do not wait noticeably. */
const BATCH = 500;
/** Longest time of a run (ms); the next run removes the rest. */
const AT_MOST_MS = 20_000;

const removedRows = z.object({ rows: z.tuple([z.object({ removed: z.coerce.number() })]) });

/**
 * Removes up to 500 of the oldest notifications whose time is over, read or not, and takes the unread ones off their
 * people's counts. Returns the number removed.
 */
async function removeBatch(): Promise<number> {
  const db = await queryable();
  // Locks the counts first and in the order of their ids, as every writer does, so that none can deadlock with it.
  const result = await db.execute(sql`
    with old as (
      select id, user_id from notifications
      where created_at < now() - make_interval(days => ${RETENTION_DAYS})
      order by created_at limit ${BATCH}
    ), people as (
      select user_id from notification_counts
      where user_id = any(array(select user_id from old)) order by user_id for update
    ), gone as (
      delete from notifications
      where id = any(array(select id from old)) and (select count(*) from people) > 0
      returning user_id, read_at
    ), counted as (
      update notification_counts set unread = notification_counts.unread - removed.unread
      from (select user_id, count(*) filter (where read_at is null) as unread from gone group by user_id) as removed
      where notification_counts.user_id = any(array(select user_id from old))
        and notification_counts.user_id = removed.user_id
    )
    select count(*) as removed from gone`);
  return removedRows.parse(result).rows[0].removed;
}

/** Removes up to 500 requests that sent notifications: their keys are not repeated after so long. Returns the number. */
async function removeRequests(): Promise<number> {
  const db = await queryable();
  const result = await db.execute(sql`
    with gone as (
      delete from notification_batches where id = any(array(
        select id from notification_batches
        where created_at < now() - make_interval(days => ${RETENTION_DAYS}) limit ${BATCH}
      )) returning id
    )
    select count(*) as removed from gone`);
  return removedRows.parse(result).rows[0].removed;
}

/** Returns the number of rows removed. */
async function removeOld({ signal, progress }: JobContext): Promise<number> {
  const until = Date.now() + AT_MOST_MS;
  let sum = 0;
  for (const remove of [removeBatch, removeRequests])
    for (let removed = 1; removed > 0 && !signal.aborted && Date.now() < until; sum += removed) {
      progress(sum);
      removed = await remove();
    }
  return sum;
}

/** The job that removes notifications whose time is over. */
export const cleanUpNotifications = defineJob({
  name: "notifications:cleanup",
  input: z.object({}),
  schedule: { cron: "20 3 * * *", everyMinutes: 24 * 60 },
  retry: null,
  run: (_, context) => removeOld(context),
});
