import { expect, test } from "vitest";
import { loadSessionViewer } from "@/lib/auth/load-viewer";
import { type Database, openDatabase, provideDatabase } from "@/lib/db/client";
import { createServerDatabase } from "@/test/support/server-database";

/** What a server keeps of statements. The embedded database keeps nothing that a pooler could lose. */

const server = await createServerDatabase();
const NOBODY = "0198a2c0-0000-7000-8000-000000000000";

async function namesAfterAsking(url: string, isPreparing: boolean): Promise<number> {
  // One connection: the question about it is asked on the one that is asked about.
  const database: Database = await openDatabase({ url, pool: 1, isPreparing });
  try {
    await database.migrate();
    provideDatabase(database);
    expect(await loadSessionViewer(NOBODY)).toBeNull();
    const { rows } = await database.db.execute("select name from pg_prepared_statements");
    return rows.length;
  } finally {
    provideDatabase(undefined);
    await database.close();
  }
}

test.skipIf(server === undefined)("statements have names, or none at all where they may not", async () => {
  if (server === undefined) return;
  try {
    expect(await namesAfterAsking(server.url, true)).toBeGreaterThan(0);
    expect(await namesAfterAsking(server.url, false)).toBe(0);
  } finally {
    await server.drop();
  }
});
