import "server-only";
import { logger } from "@/lib/server/logger";
import { periodically } from "@/lib/server/periodically";
import { closeBoss, openBoss } from "./boss";
import type { JobDefinition } from "./define-job";
import { JobRunner } from "./job-runner";
import { prepareQueues } from "./queues";
import { onEnqueued } from "./wake";

/** Finds retries, scheduled jobs and jobs of other processes; those of this process start after their commit. */
const POLL_MS = 5_000;

declare global {
  var platewireJobRunner: JobRunner | undefined;
}

/** Call it once, after the migrations. */
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

/** Runs that outlast `graceMs` fail and are retried. Call it before the database is closed. */
export async function stopJobs(graceMs: number): Promise<void> {
  onEnqueued(undefined);
  await globalThis.platewireJobRunner?.stop(graceMs);
  await closeBoss();
}
