import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Pool } from "pg";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { closeBoss } from "@/lib/jobs/boss";
import { createServerDatabase } from "@/test/support/server-database";
import { type InTransaction, onPglite, onPool } from "./bare";

export type Where = "embedded" | { server: string };

export interface MeasuredDatabase {
  /** For the embedded database, the application also needs its folder. */
  readonly environment: Record<string, string>;
  readonly folder?: string;
  /** Runs `work` with this database as the process's database. */
  asProduct<T>(connections: number, work: () => Promise<T>): Promise<T>;
  asBare<T>(connections: number, work: (inTransaction: InTransaction) => Promise<T>): Promise<T>;
}

async function whileOpen<T>(options: Parameters<typeof openDatabase>[0], work: () => Promise<T>): Promise<T> {
  // A few people place thousands of orders.
  Object.assign(env(), { OPEN_ORDERS_PER_STORE: 0, OPEN_ORDERS_PER_PERSON: 0 });
  const database = await openDatabase(options);
  provideDatabase(database);
  try {
    return await work();
  } finally {
    // Commands and reactions may have opened the job queue; it would keep the process from ending.
    await closeBoss();
    provideDatabase(undefined);
    await database.close();
  }
}

function onServer(url: string): MeasuredDatabase {
  return {
    environment: { DATABASE_URL: url },
    asProduct: (connections, work) => whileOpen({ url, pool: connections }, work),
    asBare: async (connections, work) => {
      const pool = new Pool({ connectionString: url, max: connections });
      // Connections may end with an error when the database is dropped.
      pool.on("error", () => undefined);
      try {
        return await work(onPool(pool));
      } finally {
        await pool.end();
      }
    },
  };
}

function inFolder(folder: string): MeasuredDatabase {
  return {
    environment: {},
    folder,
    asProduct: (_, work) => whileOpen({ folder }, work),
    asBare: async (_, work) => {
      const client = await PGlite.create(`${folder}/postgres`);
      try {
        return await work(onPglite(client));
      } finally {
        await client.close();
      }
    },
  };
}

export async function withNewDatabase<T>(
  where: Where,
  work: (database: MeasuredDatabase) => Promise<T>,
): Promise<T> {
  const created = where === "embedded" ? undefined : await createServerDatabase(where.server);
  const folder = mkdtempSync(join(tmpdir(), "platewire-bench-"));
  try {
    const first = await openDatabase(created === undefined ? { folder } : { url: created.url });
    await first.migrate().finally(() => first.close());
    return await work(created === undefined ? inFolder(folder) : onServer(created.url));
  } finally {
    await created?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
