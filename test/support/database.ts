import { afterAll, beforeAll } from "vitest";
import { type Database, openDatabase, provideDatabase } from "@/lib/db/client";
import { createServerDatabase } from "./server-database";

/** Opens a new database on the server of `TEST_DATABASE_URL`, or an embedded one in memory. */
export async function openTestDatabase(): Promise<Database> {
  const created = await createServerDatabase();
  if (created === undefined) return openDatabase({ folder: undefined });
  const opened = await openDatabase({ url: created.url, pool: 20 });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await created.drop();
    },
  };
}

/** Gives a test file its own migrated database, which the application's code uses. */
export function withDatabase(): void {
  let database: Database | undefined;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.migrate();
    provideDatabase(database);
  });
  afterAll(async () => {
    provideDatabase(undefined);
    await database?.close();
  });
}
