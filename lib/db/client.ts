import "server-only";
import { mkdirSync } from "node:fs";
import type { Logger } from "drizzle-orm/logger";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { env } from "@/lib/env";
import { lockFolder } from "./folder-lock";
import { type JobStore, migrateJobTables } from "./job-tables";
import { prepareStatements } from "./prepare-statements";
import { hideValuesInErrors } from "./query-error";
import { countStatementNames } from "./statement-name";

export type Queryable = Pick<
  PgDatabase<PgQueryResultHKT>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "$with" | "with"
>;

export interface Database {
  readonly kind: "embedded" | "server";
  readonly db: PgDatabase<PgQueryResultHKT>;
  readonly jobStore: JobStore;
  /** Applies the missing migrations, also pg-boss's. Safe to call from several processes at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
  statistics(): DatabaseStatistics;
}

export interface DatabaseStatistics {
  sent: number;
  named: number;
}

export type OnStatement = (text: string, params: readonly unknown[]) => void;

export type DatabaseSource =
  | { url: string; pool?: number; isPreparing?: boolean }
  /** PGlite in `folder`; `undefined` keeps it in memory. A new database starts from the dump `template`. */
  | { folder: string | undefined; template?: Blob };

const MIGRATIONS = { migrationsFolder: "lib/db/migrations" };
/** Arbitrary, but the same in all processes: their migrations run one after another. */
const MIGRATION_LOCK = 727_401;

type Opened = Omit<Database, "statistics">;

async function openServer(url: string, pool: number, isPreparing: boolean, logger: Logger): Promise<Opened> {
  const [{ Client, Pool }, { drizzle }, { migrate }] = await Promise.all([
    import("pg"),
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
  ]);
  const connections = new Pool({
    connectionString: url,
    max: pool,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A hanging query must not block its callers, such as the position check.
    query_timeout: 15_000,
    statement_timeout: 15_000,
  });
  // An idle connection that dies is replaced; without a listener the 'error' event ends the process.
  connections.on("error", () => undefined);
  if (isPreparing) connections.on("connect", prepareStatements);
  const db = drizzle(connections, { logger });
  return {
    kind: "server",
    db,
    jobStore: { executeSql: (text, values) => connections.query(text, values) },
    migrate: async () => {
      const options = { connectionString: url, connectionTimeoutMillis: 10_000 };
      const guard = new Client(options);
      const worker = new Client(options);
      // Errors surface through the failing query; the listener prevents an unhandled 'error' event.
      for (const client of [guard, worker]) client.on("error", () => undefined);
      try {
        await guard.connect();
        await worker.connect();
        // A transaction lock, not a session lock: behind a pooler the session outlives this client and would keep it.
        await guard.query("begin");
        await guard.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
        await migrate(drizzle(worker), MIGRATIONS);
        await migrateJobTables({ executeSql: (text, values) => worker.query(text, values) }, "server");
      } finally {
        await Promise.all([guard.end(), worker.end()]);
      }
    },
    close: () => connections.end(),
  };
}

async function openEmbedded(
  folder: string | undefined,
  template: Blob | undefined,
  logger: Logger,
): Promise<Opened> {
  const [{ PGlite }, { drizzle }, { migrate }, { fromPglite }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
    import("pg-boss"),
  ]);
  const release = folder === undefined ? () => undefined : lockFolder(folder);
  // PGlite creates world-readable files, and DATA_DIR is private only when this process created it.
  if (folder !== undefined) mkdirSync(`${folder}/postgres`, { recursive: true, mode: 0o700 });
  const client = new PGlite(folder === undefined ? "memory://" : `${folder}/postgres`, {
    loadDataDir: template,
  });
  await client.waitReady;
  const db = drizzle(client, { logger });
  const jobStore = fromPglite(client);
  return {
    kind: "embedded",
    db,
    jobStore,
    migrate: async () => {
      await migrate(db, MIGRATIONS);
      await migrateJobTables(jobStore, "embedded");
    },
    close: async () => {
      await client.close();
      release();
    },
  };
}

/** @throws when another process uses the embedded database's folder */
export async function openDatabase(source: DatabaseSource, onStatement?: OnStatement): Promise<Database> {
  hideValuesInErrors();
  let sent = 0;
  const logger: Logger = {
    logQuery: (text, params) => {
      sent += 1;
      onStatement?.(text, params);
    },
  };
  const opened =
    "url" in source
      ? await openServer(source.url, source.pool ?? 10, source.isPreparing ?? true, logger)
      : await openEmbedded(source.folder, source.template, logger);
  return { ...opened, statistics: () => ({ sent, named: countStatementNames() }) };
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireDatabase: Promise<Database> | undefined;
}

/** Opens this process's database with the first call. A failed opening is tried again with the next call. */
export function database(): Promise<Database> {
  if (globalThis.platewireDatabase === undefined) {
    const { DATABASE_URL, DATABASE_POOL, DATABASE_PREPARE, DATA_DIR } = env();
    const opening =
      DATABASE_URL === undefined
        ? openDatabase({ folder: DATA_DIR })
        : openDatabase({ url: DATABASE_URL, pool: DATABASE_POOL, isPreparing: DATABASE_PREPARE === "on" });
    globalThis.platewireDatabase = opening;
    opening.catch(() => {
      globalThis.platewireDatabase = undefined;
    });
  }
  return globalThis.platewireDatabase;
}

/** @internal */
export function provideDatabase(database: Database | undefined): void {
  globalThis.platewireDatabase = database === undefined ? undefined : Promise.resolve(database);
}

/** For queries outside a transaction. */
export async function queryable(): Promise<Queryable> {
  return (await database()).db;
}
