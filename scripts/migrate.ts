import { database } from "@/lib/db/client";
import { seedDemo } from "@/lib/demo/seed";
import { isDemo } from "@/lib/env";
import { loadEnv } from "./load-env";

/** `npm run db:migrate`: a deployment's build runs it before the new code serves requests. */
try {
  loadEnv();
  const opened = await database();
  await opened.migrate();
  // A serverless function does not seed at its start, so a public demo is seeded here.
  if (isDemo()) await seedDemo();
  await opened.close();
  process.stdout.write("The database is up to date.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
