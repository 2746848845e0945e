import "server-only";
import { is, SQL, sql } from "drizzle-orm";
import type { ConnectionOptions, PgBoss } from "pg-boss";
import * as z from "zod";
import { database } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import { logger } from "@/lib/server/logger";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireBoss: Promise<PgBoss> | undefined;
  /** The queues that this process knows to exist. */
  var platewireQueues: Set<string> | undefined;
}

export interface BossOptions {
  /**
   * True in a long-running process: it enqueues scheduled jobs when they are due, and fails runs that take too long.
   * Otherwise the caller does both, with `supervise` and the routes of `app/api/jobs`.
   */
  readonly isStaying: boolean;
}

async function open({ isStaying }: BossOptions): Promise<PgBoss> {
  const [{ kind, jobStore }, { PgBoss }] = await Promise.all([database(), import("pg-boss")]);
  const isServer = kind === "server";
  const boss = new PgBoss({
    db: jobStore,
    backend: isServer ? "postgres" : "pglite",
    // `database.migrate()` has created the tables; requests never do.
    migrate: false,
    supervise: isStaying,
    schedule: isStaying,
    // Schedules have a resolution of one minute, so this poll may be rare.
    cronWorkerIntervalSeconds: 10,
    // Polls for jobs that depend on other jobs, which are not used here; the default is five seconds.
    flowIntervalSeconds: 3_600,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // The embedded database has one connection and no autovacuum, so it can neither rebuild concurrently nor use the advice.
    reindex: isServer,
    monitorVacuum: isServer,
  });
  boss.on("error", (error) => logger.warn({ error }, "The job queue reports an error"));
  boss.on("warning", (warning) => logger.warn({ warning }, "The job queue reports a warning"));
  return boss.start();
}

/** Opens pg-boss with the first call. A failed opening is tried again with the next call. */
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

/** Returns the option that runs a call of pg-boss in this transaction. */
export async function within(tx: Transaction): Promise<ConnectionOptions> {
  const { fromDrizzle } = await import("pg-boss");
  const execute = async (query: unknown) => {
    if (!is(query, SQL)) throw new TypeError("pg-boss is expected to build its queries with drizzle's sql``");
    return answer.parse(await tx.execute(query));
  };
  return { db: fromDrizzle({ execute }, sql) };
}

/** Stops pg-boss if it was opened. Call it before the database is closed. */
export async function closeBoss(): Promise<void> {
  const opened = globalThis.platewireBoss;
  globalThis.platewireBoss = undefined;
  globalThis.platewireQueues = undefined;
  await (await opened)?.stop({ graceful: false, close: false });
}
