import "server-only";
import { logger } from "@/lib/server/logger";
import { periodically } from "@/lib/server/periodically";
import { closeBoss, openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { JobRunner } from "./job-runner";
import { prepareQueues } from "./queues";
import { onEnqueued } from "./wake";

/**
 * Interval of the check for due jobs: retries, scheduled jobs, and jobs that another process enqueued but did not run. Jobs
 * enqueued by this process start right after their commit.
 */
const POLL_MS = 5_000;

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireJobRunner: JobRunner | undefined;
}

/** Runs these jobs in this process while it lives. Call it once, after the migrations. */
export async function startJobs(jobs: readonly JobDefinition[]): Promise<void> {
  await openBoss({ isStaying: true });
  await prepareQueues(jobs);
  const runner = new JobRunner(jobs, (error) =>
    logger.warn({ error }, "Due jobs could not be read; the next look tries again"),
  );
  globalThis.platewireJobRunner = runner;
  onEnqueued(() => runner.wake());
  periodically("Looking for due jobs", POLL_MS, async () => runner.wake());
  runner.wake();
}

/**
 * Takes no more jobs, waits up to `graceMs` for those under way, then fails them so that they are retried. Call it before
 * the database is closed.
 */
export async function stopJobs(graceMs: number): Promise<void> {
  onEnqueued(undefined);
  await globalThis.platewireJobRunner?.stop(graceMs);
  await closeBoss();
}
