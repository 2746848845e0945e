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

/**
 * A database of its own on the server of `TEST_DATABASE_URL`; undefined where the tests run on the embedded one.
 */
export async function createServerDatabase(): Promise<ServerDatabase | undefined> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined || server === "") return undefined;
  const name = `platewire_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}
