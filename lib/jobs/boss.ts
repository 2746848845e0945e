import "server-only";
import { is, SQL, sql } from "drizzle-orm";
import type { ConnectionOptions, PgBoss } from "pg-boss";
import * as z from "zod";
import { database } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import { logger } from "@/lib/server/logger";
import type { JobDefinition } from "./define-job";

/** This process's pg-boss, on this process's database. */

/** The queue that keeps jobs whose last retry failed, until a person runs them again or 90 days have passed. */
export const DEAD_LETTERS = "dead-letters";
const DEAD_LETTER_SECONDS = 90 * 86_400;
const EXPIRY_MARGIN_SECONDS = 15;
/** How long a finished run stays, for statistics. */
const FINISHED_SECONDS = 86_400;

declare global {
  // Next gives route handlers, pages and instrumentation each their own module state; globalThis is shared.
  var platewireBoss: Promise<PgBoss> | undefined;
}

export interface BossOptions {
  /**
   * True in a process that stays: it enqueues scheduled jobs when they are due, and fails runs that take too long.
   * Otherwise the caller does both with `supervise` and the routes of `app/api/jobs`.
   */
  readonly isStaying: boolean;
}

async function open({ isStaying }: BossOptions): Promise<PgBoss> {
  const [{ kind, jobStore }, { PgBoss }] = await Promise.all([database(), import("pg-boss")]);
  const isServer = kind === "server";
  const boss = new PgBoss({
    db: jobStore,
    backend: isServer ? "postgres" : "pglite",
    // `database.migrate()` has created the tables; a request never does.
    migrate: false,
    supervise: isStaying,
    schedule: isStaying,
    // Scheduled jobs are declared by the minute, so half a minute is soon enough.
    cronWorkerIntervalSeconds: 10,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // The embedded database has one connection and no autovacuum: a concurrent rebuild is impossible and advice is idle.
    reindex: isServer,
    monitorVacuum: isServer,
  });
  boss.on("error", (error) => logger.warn({ error }, "The job queue reports an error"));
  boss.on("warning", (warning) => logger.warn({ warning }, "The job queue reports a warning"));
  return boss.start();
}

/** Opens pg-boss at the first call. A failed opening is tried again at the next call. */
export function openBoss(options: BossOptions = { isStaying: false }): Promise<PgBoss> {
  if (globalThis.platewireBoss === undefined) {
    const opening = open(options);
    globalThis.platewireBoss = opening;
    opening.catch(() => {
      globalThis.platewireBoss = undefined;
    });
  }
  return globalThis.platewireBoss;
}

const answer = z.object({ rows: z.array(z.unknown()) });

/**
 * pg-boss and the option that makes one of its calls part of this transaction.
 *
 * @throws on the embedded database when pg-boss is not open: opening it needs the one connection that the transaction holds
 */
export async function bossIn(tx: Transaction): Promise<{ boss: PgBoss; inTransaction: ConnectionOptions }> {
  if (globalThis.platewireBoss === undefined && (await database()).kind === "embedded")
    throw new Error("The job queue is not open: prepare it before a transaction uses it");
  const [boss, { fromDrizzle }] = await Promise.all([openBoss(), import("pg-boss")]);
  const execute = async (query: unknown) => {
    if (!is(query, SQL)) throw new TypeError("pg-boss is expected to build its queries with drizzle's sql``");
    return answer.parse(await tx.execute(query));
  };
  return { boss, inTransaction: { db: fromDrizzle({ execute }, sql) } };
}

/** Stops pg-boss, if it was opened. Call it before the database is closed. */
export async function closeBoss(): Promise<void> {
  const opened = globalThis.platewireBoss;
  globalThis.platewireBoss = undefined;
  await (await opened)?.stop({ graceful: false, close: false });
}

const queueOptions = ({ retry, timeoutSeconds }: JobDefinition) => ({
  retryLimit: retry?.limit ?? 0,
  retryDelay: retry?.delaySeconds ?? 0,
  retryBackoff: retry !== null,
  ...(retry !== null && { retryDelayMax: retry.maxDelaySeconds, deadLetter: DEAD_LETTERS }),
  // The runner itself fails a run at its time-out; this is for a process that died.
  expireInSeconds: timeoutSeconds + EXPIRY_MARGIN_SECONDS,
  deleteAfterSeconds: FINISHED_SECONDS,
});

/**
 * Brings the queues and schedules in the database in line with the declared jobs. Part of the migrations' step, so that
 * no request creates a queue. Safe to call from several processes at once.
 */
export async function prepareQueues(jobs: readonly JobDefinition[]): Promise<void> {
  const boss = await openBoss();
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: DEAD_LETTER_SECONDS });
  for (const job of jobs) {
    const options = queueOptions(job);
    // A scheduled job waits or runs once at most, however many processes enqueue it.
    await boss.createQueue(job.queue, {
      ...options,
      policy: job.schedule === undefined ? "standard" : "exclusive",
    });
    await boss.updateQueue(job.queue, options);
    if (job.schedule !== undefined) await boss.schedule(job.queue, job.schedule.cron, {}, { missed: "skip" });
  }
  const scheduled = new Set(jobs.filter(({ schedule }) => schedule !== undefined).map(({ queue }) => queue));
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name);
}
