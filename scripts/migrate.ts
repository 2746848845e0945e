import { database } from "@/lib/db/client";
import { seedDemo } from "@/lib/demo/seed";
import { isDemo } from "@/lib/env";
import { loadEnv } from "./load-env";

/** Applies the migrations: `npm run db:migrate`. A deployment's build runs it before the new code serves anyone. */
try {
  loadEnv();
  const opened = await database();
  await opened.migrate();
  // A function's start does not seed: a public demo gets its restaurants where its tables come from.
  if (isDemo()) await seedDemo();
  await opened.close();
  process.stdout.write("The database is up to date.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
