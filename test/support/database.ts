import { afterAll, beforeAll } from "vitest";
import { type Database, type OnStatement, openDatabase, provideDatabase } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { closeBoss } from "@/lib/jobs/boss";
import { prepareQueues } from "@/lib/jobs/queues";
import { databaseTemplate } from "./database-template";
import { createServerDatabase } from "./server-database";

/** Opens a database on the server of `TEST_DATABASE_URL`, else PostgreSQL in process and in memory. */
export async function openTestDatabase(onStatement?: OnStatement): Promise<Database> {
  const created = await createServerDatabase();
  if (created === undefined)
    return openDatabase({ folder: undefined, template: await databaseTemplate() }, onStatement);
  const opened = await openDatabase({ url: created.url, pool: 20 }, onStatement);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await created.drop();
    },
  };
}

export function withDatabase(onStatement?: OnStatement): void {
  let database: Database | undefined;
  beforeAll(async () => {
    database = await openTestDatabase(onStatement);
    await database.migrate();
    provideDatabase(database);
    await prepareQueues(jobs);
  });
  afterAll(async () => {
    await closeBoss();
    provideDatabase(undefined);
    await database?.close();
  });
}
