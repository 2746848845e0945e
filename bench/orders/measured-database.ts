import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { createServerDatabase } from "@/test/support/server-database";

/** Where to measure: PGlite in a folder on the disk, or a database of its own on this server. */
export type Where = "embedded" | { server: string };

/** Runs `work` on a new, migrated database, which is this process's database meanwhile and is gone afterwards. */
export async function onNewDatabase<T>(where: Where, pool: number, work: () => Promise<T>): Promise<T> {
  const created = where === "embedded" ? undefined : await createServerDatabase(where.server);
  const folder = mkdtempSync(join(tmpdir(), "platewire-bench-"));
  const database = await openDatabase(created === undefined ? { folder } : { url: created.url, pool });
  try {
    await database.migrate();
    provideDatabase(database);
    return await work();
  } finally {
    provideDatabase(undefined);
    await database.close();
    await created?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
