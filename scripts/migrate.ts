import { database } from "@/lib/db/client";
import { loadEnv } from "./load-env";

/** Applies the migrations: `npm run db:migrate`. A deployment's build runs it before the new code serves anyone. */
try {
  loadEnv();
  const opened = await database();
  await opened.migrate();
  await opened.close();
  process.stdout.write("The database is up to date.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
