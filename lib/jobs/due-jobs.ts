import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { NO_TENANT } from "./enqueue";
import type { FetchedJob } from "./run-job";

const queueRows = z.object({ rows: z.array(z.object({ queue: z.string() })) });

/**
 * The queues in which a job waits to be run now. One query, however many queues there are; it reads a table of pg-boss,
 * by its index `job_i11`, because the library can only be asked queue by queue.
 */
async function readDueQueues(queues: readonly string[]): Promise<string[]> {
  const db = await queryable();
  const result = await db.execute(sql`
    select queue from unnest(${sql.param([...queues])}::text[]) as asked(queue) where exists (
      select from pgboss.job
      where job.name = asked.queue and job.state < 'active' and not job.blocked and job.start_after <= now()
    )`);
  return queueRows.parse(result).rows.map(({ queue }) => queue);
}

/**
 * Takes due jobs one by one. Queues take turns, and so do the stores within each queue: a store with ten thousand jobs
 * delays another store's only job by one run. Two processes never take the same job: a taken row is locked and skipped.
 */
export class DueJobs {
  readonly #jobs: ReadonlyMap<string, JobDefinition>;
  /** Queues that have not had their turn in this round, the next one first. */
  #due: string[] = [];
  /** The stores of each queue that have had their turn in this round. */
  readonly #served = new Map<string, string[]>();

  constructor(jobs: readonly JobDefinition[]) {
    this.#jobs = new Map(jobs.map((job) => [job.queue, job]));
  }

  /** Undefined when nothing is due. Call it again only after the promise has settled. */
  async take(): Promise<FetchedJob | undefined> {
    if (this.#due.length === 0) this.#due = await readDueQueues([...this.#jobs.keys()]);
    for (let queue = this.#due.shift(); queue !== undefined; queue = this.#due.shift()) {
      const job = this.#jobs.get(queue);
      const fetched = job && ((await this.#fetch(queue)) ?? (await this.#fetchInNewRound(queue)));
      if (job !== undefined && fetched !== undefined) return { job, fetched };
    }
    return undefined;
  }

  async #fetch(queue: string) {
    const boss = await openBoss();
    const served = this.#served.get(queue) ?? [];
    const [fetched] = await boss.fetch<unknown>(queue, { includeMetadata: true, ignoreGroups: served });
    if (fetched !== undefined) {
      served.push(fetched.groupId ?? NO_TENANT);
      this.#served.set(queue, served);
    }
    return fetched;
  }

  async #fetchInNewRound(queue: string) {
    return this.#served.delete(queue) ? this.#fetch(queue) : undefined;
  }
}
