import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import type { JobDefinition } from "./define-job";
import { DEAD_LETTERS } from "./queues";

/** Counting stops here, so that a page costs the same with millions of jobs. A count of this size means "at least". */
export const COUNT_AT_MOST = 10_000;

const rows = z.object({
  rows: z.array(
    z.object({
      queue: z.string(),
      waiting: z.coerce.number(),
      running: z.coerce.number(),
      retrying: z.coerce.number(),
      dead: z.coerce.number(),
      /** Start of the run that has taken the longest; null when none is under way. */
      running_since: z.coerce.date().nullable(),
    }),
  ),
});

export type QueueCounts = z.infer<typeof rows>["rows"][number];

/** Counts the jobs of each queue by state, those of queues that only have dead letters included. */
export async function readQueueCounts(jobs: readonly JobDefinition[]): Promise<QueueCounts[]> {
  const db = await queryable();
  const count = (state: string) =>
    sql.raw(
      `(select count(*) from (select from pgboss.job where name = asked.queue and state = '${state}' limit ${COUNT_AT_MOST}) as one)`,
    );
  const result = await db.execute(sql`
    with dead as (
      select queue, count(*) as dead from (
        select coalesce(source_name, name) as queue from pgboss.job
        where name = ${DEAD_LETTERS} and state = 'created'
        -- By an index: a scan would pass all jobs that are done.
        order by created_on desc limit ${COUNT_AT_MOST}
      ) as letter group by queue
    ), asked as (
      select queue from unnest(${sql.param(jobs.map(({ queue }) => queue))}::text[]) as declared(queue)
      union select queue from dead
    )
    select asked.queue, ${count("created")} as waiting, ${count("active")} as running, ${count("retry")} as retrying,
      coalesce(dead.dead, 0) as dead,
      (select min(started_on) from pgboss.job where name = asked.queue and state = 'active') as running_since
    from asked left join dead using (queue) order by asked.queue`);
  return rows.parse(result).rows;
}
