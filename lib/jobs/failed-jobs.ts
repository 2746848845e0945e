import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { idSchema } from "@/lib/text/id";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { failureText } from "./failure-text";
import { DEAD_LETTERS } from "./queues";
import { notifyEnqueued } from "./wake";

interface ForAdmins {
  readonly isAdmin: boolean;
}

const PAGE_SIZE = 25;
/** Of a queue's jobs that wait for a retry, those that run soonest are listed. The queue's count has them all. */
const RETRIES_AT_MOST = 1_000;

/** The failure's time with microseconds, because thousands can fail at one moment, and its job. */
const cursorSchema = z.tuple([z.iso.datetime({ precision: 6 }), idSchema]);

const failedRows = z.object({
  rows: z.array(
    z.object({
      kind: z.enum(["dead", "retrying", "scheduled"]),
      id: idSchema,
      queue: z.string(),
      failed_at: z.iso.datetime({ precision: 6 }),
      /** Start of the next attempt. Null for dead letters, and for scheduled jobs, which have a schedule. */
      next_at: z.coerce.date().nullable(),
      attempts: z.coerce.number(),
      error: z.string().nullable(),
    }),
  ),
});

export type FailedJob = z.infer<typeof failedRows>["rows"][number];

export interface FailedJobs {
  readonly failed: FailedJob[];
  readonly next_cursor: string | null;
}

const micros = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
/** Our runner and pg-boss store the reason in different places. */
const reason = (column: string) => sql.raw(`coalesce(${column}->>'message', ${column}->'value'->>'message')`);

/**
 * Lists jobs that have failed, the latest first, 25 at once: dead letters, jobs that wait for a retry, and scheduled jobs
 * whose latest run failed. Inputs are left out, because they may concern people. Null for anyone but an admin.
 */
export async function listFailedJobs(
  viewer: ForAdmins,
  jobs: readonly JobDefinition[],
  { cursor }: { cursor?: string | undefined } = {},
): Promise<FailedJobs | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const queuesOf = (some: readonly JobDefinition[]) =>
    sql`${sql.param(some.map(({ queue }) => queue))}::text[]`;
  const scheduled = jobs.filter(({ schedule }) => schedule !== undefined);
  const known = cursorSchema.safeParse(cursor?.split("_"));
  const [at, id] = known.success ? known.data : [null, null];
  const isBefore = (time: string) =>
    at === null ? sql`true` : sql`(${sql.raw(time)}, id) < (${at}::timestamptz, ${id}::uuid)`;
  const result = await db.execute(sql`
    with failed as (
      (
        select 'dead' as kind, id, coalesce(source_name, name) as queue, created_on as at, null::timestamptz as next_at,
          coalesce(source_retry_count, 0) + 1 as attempts, ${reason("source_output")} as error
        from pgboss.job where name = ${DEAD_LETTERS} and state = 'created' and ${isBefore("created_on")}
        order by created_on desc, id desc limit ${PAGE_SIZE + 1}
      ) union all (
        select 'retrying', id, queue, tried_at, start_after, retry_count + 1, ${reason("output")}
        from unnest(${queuesOf(jobs)}) as asked(queue) cross join lateral (
          select id, coalesce(started_on, created_on) as tried_at, start_after, retry_count, output from pgboss.job
          where name = asked.queue and state = 'retry' order by blocked, start_after limit ${RETRIES_AT_MOST}
        ) as waiting
        where ${isBefore("tried_at")} order by tried_at desc, id desc limit ${PAGE_SIZE + 1}
      ) union all (
        select 'scheduled', id, queue, completed_on, null, retry_count + 1, ${reason("output")}
        from unnest(${queuesOf(scheduled)}) as asked(queue) cross join lateral (
          select id, state, completed_on, retry_count, output from pgboss.job
          where name = asked.queue and completed_on is not null order by completed_on desc limit 1
        ) as latest
        where state = 'failed' and ${isBefore("completed_on")}
      )
    )
    select kind, id, queue, ${micros("at")} as failed_at, next_at, attempts, error
    from failed order by at desc, id desc limit ${PAGE_SIZE + 1}`);
  const { rows } = failedRows.parse(result);
  const failed = rows
    .slice(0, PAGE_SIZE)
    .map((row) => ({ ...row, error: row.error === null ? null : failureText(row.error) }));
  const last = failed.at(-1);
  return {
    failed,
    next_cursor: rows.length > PAGE_SIZE && last !== undefined ? `${last.failed_at}_${last.id}` : null,
  };
}

const statesSchema = z.object({
  rows: z.array(z.object({ queue: z.string(), state: z.string(), is_scheduled: z.boolean() })),
});

const forwardRows = z.object({ rows: z.array(z.unknown()) });

/** Makes a retry that waits due now. Returns false when there is none. */
async function hasBroughtForward(id: string): Promise<boolean> {
  const db = await queryable();
  const { rows } = forwardRows.parse(
    await db.execute(sql`
      update pgboss.job set start_after = least(start_after, now())
      where name = any(array(select name from pgboss.queue)) and id = ${id}::uuid and state = 'retry'
      returning id`),
  );
  return rows.length > 0;
}

export type RerunResult = "enqueued" | "running" | "gone";

/**
 * Runs a failed job again, as soon as a runner is free. A job that waits for a retry does not wait any longer. Returns
 * `running` when it runs already, and `gone` when nothing is left to run, and for non-admins.
 */
export async function rerunFailedJob(viewer: ForAdmins, id: string): Promise<RerunResult> {
  if (!viewer.isAdmin || !idSchema.safeParse(id).success) return "gone";
  const boss = await openBoss();
  if ((await boss.redrive(DEAD_LETTERS, { ids: [id] })) > 0 || (await hasBroughtForward(id))) {
    notifyEnqueued();
    return "enqueued";
  }
  const db = await queryable();
  const { rows } = statesSchema.parse(
    await db.execute(sql`
      select job.name as queue, job.state::text as state,
        exists (select from pgboss.schedule where schedule.name = job.name) as is_scheduled
      from pgboss.job
      where job.name = any(array(select name from pgboss.queue)) and job.id = ${id}::uuid and not exists (
        select from pgboss.job as later
        where later.name = job.name and later.completed_on > job.completed_on and later.state = 'completed'
      )`),
  );
  const [job] = rows;
  if (job?.state === "active") return "running";
  if (job?.state !== "failed" || !job.is_scheduled) return "gone";
  // Sends nothing when a run waits or runs already.
  if ((await boss.send(job.queue, {})) === null) return "running";
  notifyEnqueued();
  return "enqueued";
}
