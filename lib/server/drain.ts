import "server-only";
import { jobs } from "@/lib/jobs";
import { drainJobs, superviseJobs } from "@/lib/jobs/drain-jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { runReactions } from "@/lib/reactions";

/** A scheduled call starts jobs for at most this long, then waits for those under way. */
const CRON_BUDGET_MS = 45_000;
/** After a response the platform waits for the function, and bills it, for at most this long. */
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

/** Runs everything that is due and maintains the queue. Called by the scheduler about once a minute. */
export async function drainOnSchedule(): Promise<number> {
  // Before the first drain of this process, the queues must match the deployed code.
  await prepareOnce();
  const processed = await drain(CRON_BUDGET_MS);
  await superviseJobs();
  return processed;
}

/** Runs due reactions and jobs after a response that enqueued some. */
export async function drainAfterResponse(): Promise<void> {
  await drain(AFTER_RESPONSE_BUDGET_MS);
}
