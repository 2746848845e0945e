import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import { type Database, openDatabase, provideDatabase } from "@/lib/db/client";

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A fresh database on the server of `TEST_DATABASE_URL`, else PostgreSQL in process and in memory. */
export async function openTestDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined || server === "") return openDatabase({ folder: undefined });
  const name = `platewire_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, (client) => client.query(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openDatabase({ url: url.href, pool: 20 });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Gives a test file a migrated database of its own, as the one that the whole application uses. */
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
