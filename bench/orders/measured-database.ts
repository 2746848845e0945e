import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Pool } from "pg";
import { openDatabase, provideDatabase } from "@/lib/db/client";
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

function onServer(url: string): MeasuredDatabase {
  return {
    environment: { DATABASE_URL: url },
    asProduct: async (connections, work) => {
      const database = await openDatabase({ url, pool: connections });
      provideDatabase(database);
      try {
        return await work();
      } finally {
        provideDatabase(undefined);
        await database.close();
      }
    },
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
    asProduct: async (_, work) => {
      const database = await openDatabase({ folder });
      provideDatabase(database);
      try {
        return await work();
      } finally {
        provideDatabase(undefined);
        await database.close();
      }
    },
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
