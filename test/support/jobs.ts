import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { defineJob, type Job, type JobContext, type Retry } from "@/lib/jobs/define-job";
import { type EnqueueOptions, enqueue } from "@/lib/jobs/enqueue";
import { type JobRun, jobRun, jobRunChannel } from "@/lib/jobs/events";
import { prepareQueues } from "@/lib/jobs/queues";
import { readEvents } from "@/lib/realtime/log/log";

// A scheduled job runs without an input.
const input = z.object({ n: z._default(z.number(), 0) });
export type TestInput = z.output<typeof input>;
type TestJob = Job<z.input<typeof input>>;

let count = 0;

export async function makeJob(
  run: (input: TestInput, context: JobContext) => Promise<number>,
  more: {
    retry?: Retry | null;
    timeoutSeconds?: number;
    schedule?: { cron: string; everyMinutes: number };
  } = {},
): Promise<TestJob> {
  count += 1;
  const job = defineJob({ name: `test:job_${count}`, input, retry: null, ...more, run });
  await prepareQueues([job]);
  return job;
}

export const send = (job: TestJob, n: number, options?: EnqueueOptions) =>
  transaction((tx) => enqueue(tx, job, { n }, options));

/** Makes waiting retries due now; returns the remaining waits in seconds. */
export async function skipWaits(job: { queue: string }): Promise<number[]> {
  const db = await queryable();
  const rows = z.object({ rows: z.array(z.object({ seconds: z.coerce.number() })) });
  const result = await db.execute(sql`
    with waiting as (
      select id, extract(epoch from start_after - now()) as seconds from pgboss.job
      where name = ${job.queue} and state = 'retry' for update
    ), due as (
      update pgboss.job set start_after = now() from waiting where job.id = waiting.id and job.name = ${job.queue}
    )
    select seconds from waiting`);
  return z.parse(rows, result).rows.map(({ seconds }) => seconds);
}

export async function readRuns(name: string): Promise<JobRun[]> {
  const { events } = await readEvents(await queryable(), jobRunChannel(name), 0);
  return events.map(({ data }) => z.parse(jobRun.schema, JSON.parse(data)));
}
