import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { JobRunner } from "./job-runner";
import { bossWithQueue } from "./queues";
import { runJob } from "./run-job";

/** Starts due jobs for `budgetMs`, then waits for those under way. Returns the number of runs that ended. */
export async function drainJobs(jobs: readonly JobDefinition[], budgetMs: number): Promise<number> {
  const faults: unknown[] = [];
  const runner = new JobRunner(jobs, (error) => faults.push(error));
  const isOver = new AbortController();
  runner.wake();
  await Promise.race([
    runner.idle(),
    delay(budgetMs, undefined, { signal: isOver.signal }).catch(() => undefined),
  ]);
  isOver.abort();
  await runner.finish();
  if (faults.length > 0) throw new AggregateError(faults, "The due jobs could not be read");
  return runner.ended;
}

/** Call it about once a minute where no long-running process does the same: it fails runs whose process died. */
export async function superviseJobs(): Promise<void> {
  await (await openBoss()).supervise();
}

/** Returns the number of items handled; 0 when the job is running elsewhere. Throws what the run threw. */
export async function runScheduledJob(job: JobDefinition): Promise<number> {
  const boss = await bossWithQueue(job);
  // Sends nothing when a run waits already; the waiting one is then fetched.
  await boss.send(job.queue, {});
  const [fetched] = await boss.fetch<unknown>(job.queue, { includeMetadata: true });
  if (fetched === undefined) return 0;
  const result = await runJob({ job, fetched }, new AbortController().signal);
  if (!result.ok) throw result.error;
  return result.processed;
}
