import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { NO_TENANT } from "./enqueue";
import type { FetchedJob } from "./run-job";

const queueRows = z.object({ rows: z.array(z.object({ queue: z.string() })) });

/** Reads pg-boss's table by its index `job_i11`, because the library can only query one queue at a time. */
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
 * Queues take turns, and so do the stores within each: a store with ten thousand jobs delays another store's job by one
 * run. A taken row is locked and skipped, so no two processes take the same job.
 */
export class DueJobs {
  readonly #jobs: ReadonlyMap<string, JobDefinition>;
  #due: string[] = [];
  readonly #served = new Map<string, string[]>();

  constructor(jobs: readonly JobDefinition[]) {
    this.#jobs = new Map(jobs.map((job) => [job.queue, job]));
  }

  /** Returns undefined when nothing is due. Call it again only after the promise has settled. */
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
