import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import { type Database, openDatabase, provideDatabase } from "@/lib/db/client";
import { createServerDatabase } from "@/test/support/server-database";

/** A pooler may lose or share the state of a database session. The embedded database has one session. */

const server = await createServerDatabase();
afterAll(() => server?.drop());
const NOBODY = "0198a2c0-0000-7000-8000-000000000000";

const answer = z.object({ rows: z.array(z.unknown()) });

async function count({ db }: Database, query: string): Promise<number> {
  return answer.parse(await db.execute(query)).rows.length;
}

async function namesAfterAsking(url: string, isPreparing: boolean): Promise<number> {
  // One connection, so that the query inspects its own session.
  const database: Database = await openDatabase({ url, pool: 1, isPreparing });
  try {
    await database.migrate();
    provideDatabase(database);
    expect(await loadSessionViewer(NOBODY)).toBeNull();
    return await count(database, "select name from pg_prepared_statements");
  } finally {
    provideDatabase(undefined);
    await database.close();
  }
}

test.skipIf(server === undefined)("statements are prepared by name only when that is enabled", async () => {
  if (server === undefined) return;
  expect(await namesAfterAsking(server.url, true)).toBeGreaterThan(0);
  expect(await namesAfterAsking(server.url, false)).toBe(0);
});

test.skipIf(server === undefined)("migrations wait for each other within transactions", async () => {
  if (server === undefined) return;
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url: server.url })));
  const [first] = databases;
  if (first === undefined) throw new Error("There is no database");
  try {
    const migrating = await first.db.transaction(async (tx) => {
      await tx.execute("select pg_advisory_xact_lock(727401)");
      const started = databases.map((database) => database.migrate());
      const waiting = () =>
        count(
          first,
          "select 1 from pg_stat_activity where wait_event = 'advisory' and query like '%pg_advisory_xact_lock%'",
        );
      await expect.poll(waiting).toBe(3);
      return { started };
    });
    await Promise.all(migrating.started);
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
});
