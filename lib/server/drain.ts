import "server-only";
import { jobs } from "@/lib/jobs";
import { drainJobs, superviseJobs } from "@/lib/jobs/drain-jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { runReactions } from "@/lib/reactions";

/** A scheduled call runs jobs for at most this long; those under way are then waited for. */
const CRON_BUDGET_MS = 45_000;
/** After a response the platform waits for the function, and bills it, for at most this long. */
const AFTER_RESPONSE_BUDGET_MS = 10_000;

/** Reactions run first, because they enqueue jobs. Resolves with the number of jobs that ran. */
async function drain(budgetMs: number): Promise<number> {
  const until = Date.now() + budgetMs;
  await runReactions(budgetMs / 2);
  return drainJobs(jobs, Math.max(0, until - Date.now()));
}

let isPrepared = false;

async function prepareOnce(): Promise<void> {
  if (!isPrepared) await prepareQueues(jobs);
  isPrepared = true;
}

/** For the scheduler, about once a minute: all that is due, and the upkeep of the queue itself. */
export async function drainOnSchedule(): Promise<number> {
  // In line with the deployed code, before the first drain of this process.
  await prepareOnce();
  const processed = await drain(CRON_BUDGET_MS);
  await superviseJobs();
  return processed;
}

/** For the moment after a response that enqueued something. */
export async function drainAfterResponse(): Promise<void> {
  await drain(AFTER_RESPONSE_BUDGET_MS);
}
