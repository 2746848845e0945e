import "server-only";
import { is, SQL, sql } from "drizzle-orm";
import type { ConnectionOptions, PgBoss } from "pg-boss";
import * as z from "zod";
import { database } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import { logger } from "@/lib/server/logger";

declare global {
  var platewireBoss: Promise<PgBoss> | undefined;
  var platewireQueues: Set<string> | undefined;
}

export interface BossOptions {
  /** True in a long-running process, which enqueues scheduled jobs and fails runs that take too long by itself. */
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
    // Jobs that depend on other jobs are not used here; the default is five seconds.
    flowIntervalSeconds: 3_600,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // The embedded database has one connection and no autovacuum: neither would work there.
    reindex: isServer,
    monitorVacuum: isServer,
  });
  boss.on("error", (error) => logger.warn({ error }, "The job queue reports an error"));
  boss.on("warning", (warning) => logger.warn({ warning }, "The job queue reports a warning"));
  return boss.start();
}

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

/** Makes a call of pg-boss run in this transaction. */
export async function within(tx: Transaction): Promise<ConnectionOptions> {
  const { fromDrizzle } = await import("pg-boss");
  const execute = async (query: unknown) => {
    if (!is(query, SQL)) throw new TypeError("pg-boss is expected to build its queries with drizzle's sql``");
    return answer.parse(await tx.execute(query));
  };
  return { db: fromDrizzle({ execute }, sql) };
}

/** Call it before the database is closed. */
export async function closeBoss(): Promise<void> {
  const opened = globalThis.platewireBoss;
  globalThis.platewireBoss = undefined;
  globalThis.platewireQueues = undefined;
  await (await opened)?.stop({ graceful: false, close: false });
}
