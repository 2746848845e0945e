import "server-only";
import { jobs } from "@/lib/jobs";
import { drainJobs, superviseJobs } from "@/lib/jobs/drain-jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { runReactions } from "@/lib/reactions";

/** Jobs start for at most this long; those under way are then waited for. */
const CRON_BUDGET_MS = 45_000;
/** The platform waits for the function, and bills it. */
const AFTER_RESPONSE_BUDGET_MS = 10_000;

/** Runs reactions first, because they enqueue jobs. Returns the number of jobs that ran. */
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

export async function drainOnSchedule(): Promise<number> {
  // The queues must match the deployed code.
  await prepareOnce();
  const processed = await drain(CRON_BUDGET_MS);
  await superviseJobs();
  return processed;
}

export async function drainAfterResponse(): Promise<void> {
  await drain(AFTER_RESPONSE_BUDGET_MS);
}
