import { randomUUID } from "node:crypto";
import { Client } from "pg";

export interface ServerDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates a database on a server. Undefined without a server: tests then use the embedded database. */
export async function createServerDatabase(
  server: string | undefined = process.env.TEST_DATABASE_URL,
): Promise<ServerDatabase | undefined> {
  if (server === undefined || server === "") return undefined;
  const name = `platewire_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}
