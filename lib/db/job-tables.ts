import "server-only";
import type { Db } from "pg-boss";

export type JobStore = Db;

/** Creates or updates the schema `pgboss`. Safe to call from several processes at once. */
export async function migrateJobTables(store: JobStore, kind: "embedded" | "server"): Promise<void> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    db: store,
    backend: kind === "embedded" ? "pglite" : "postgres",
    migrate: true,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  const faults: unknown[] = [];
  boss.on("error", (error) => faults.push(error));
  await boss.start();
  await boss.stop({ close: false });
  if (faults.length > 0)
    throw new AggregateError(faults, "The tables of the jobs could not be brought up to date");
}
