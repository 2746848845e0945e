import "server-only";
import type { PgBoss } from "pg-boss";
import { database } from "@/lib/db/client";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";

/** Jobs whose last retry failed. They stay until they are rerun, or for 90 days. */
export const DEAD_LETTERS = "dead-letters";
const DEAD_LETTER_SECONDS = 90 * 86_400;
/** The runner fails a run at its time-out; when its process died, the run expires this much later. */
const EXPIRY_MARGIN_SECONDS = 15;
const FINISHED_SECONDS = 86_400;

const optionsOf = ({ retry, timeoutSeconds }: JobDefinition) => ({
  retryLimit: retry?.limit ?? 0,
  retryDelay: retry?.delaySeconds ?? 0,
  retryBackoff: retry !== null,
  ...(retry !== null && { retryDelayMax: retry.maxDelaySeconds, deadLetter: DEAD_LETTERS }),
  expireInSeconds: timeoutSeconds + EXPIRY_MARGIN_SECONDS,
  deleteAfterSeconds: FINISHED_SECONDS,
});

function known(): Set<string> {
  globalThis.platewireQueues ??= new Set();
  return globalThis.platewireQueues;
}

async function createQueue(boss: PgBoss, job: JobDefinition): Promise<void> {
  if (job.retry !== null) await boss.createQueue(DEAD_LETTERS, { retentionSeconds: DEAD_LETTER_SECONDS });
  // A scheduled job waits or runs at most once, however many processes enqueue it.
  const policy = job.schedule === undefined ? "standard" : "exclusive";
  await boss.createQueue(job.queue, { ...optionsOf(job), policy });
  known().add(job.queue);
}

/**
 * Creates the job's queue where it does not exist, over a connection other than the caller's transaction. The embedded
 * database has only one connection, so there it throws unless `prepareQueues` has run.
 */
export async function bossWithQueue(job: JobDefinition): Promise<PgBoss> {
  if (known().has(job.queue)) return openBoss();
  if ((await database()).kind === "embedded")
    throw new Error(`The queue "${job.queue}" has not been prepared`);
  const boss = await openBoss();
  await createQueue(boss, job);
  return boss;
}

/** Pass all jobs: schedules of others are removed. */
export async function prepareQueues(jobs: readonly JobDefinition[]): Promise<void> {
  const boss = await openBoss();
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: DEAD_LETTER_SECONDS });
  for (const job of jobs) {
    await createQueue(boss, job);
    await boss.updateQueue(job.queue, optionsOf(job));
    if (job.schedule !== undefined) await boss.schedule(job.queue, job.schedule.cron, {}, { missed: "skip" });
  }
  const scheduled = new Set(jobs.filter(({ schedule }) => schedule !== undefined).map(({ queue }) => queue));
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name);
}
