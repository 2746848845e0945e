import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { JobRunner } from "./job-runner";
import { bossWithQueue } from "./queues";
import { runJob } from "./run-job";

/**
 * Runs due jobs where no long-running process does: starts none after `budgetMs`, then waits for those under way. Returns
 * the number of runs that ended. Any number of processes may call it at once.
 */
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

/**
 * Fails runs whose process died, removes finished jobs and maintains pg-boss's tables. A long-running process does this
 * automatically; elsewhere, call it about once a minute.
 */
export async function superviseJobs(): Promise<void> {
  await (await openBoss()).supervise();
}

/**
 * Runs a scheduled job now. Returns the number of items it handled; 0 when it is running elsewhere.
 *
 * @throws what the run threw
 */
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
