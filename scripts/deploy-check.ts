import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blankEnvironment } from "../test/support/blank-environment";
import { createServerDatabase } from "../test/support/server-database";
import { buildForVercel } from "./deploy/build";
import { deploymentEnvironment, SESSION_SECRET } from "./deploy/environment";
import { findDeployParts } from "./deploy/find-parts";
import { endInOrder } from "./end-in-order";
import { runProgram } from "./run-program";

/** `npm run deploy:check [-- VITEST_OPTIONS]`: prints `Not run: …` and fails where something that it needs is missing. */

const BUILT_FOR = "https://orders.example.com";
/** Never contacted: a build publishes nothing. */
const NO_REDIS = { url: "http://127.0.0.1:9", token: "none" };

function runChecks(source: string, databaseUrl: string): Promise<boolean> {
  return runProgram("vitest", ["run", "--project", "deploy", ...process.argv.slice(2)], {
    env: {
      ...process.env,
      ...blankEnvironment(),
      DEPLOYED_SOURCE: source,
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: SESSION_SECRET,
    },
  });
}

const parts = await findDeployParts(process.env.TEST_DATABASE_URL);
if ("missing" in parts) {
  console.error(`Not run: ${parts.missing}`);
  process.exit(1);
}

endInOrder();
const folder = mkdtempSync(join(tmpdir(), "platewire-deploy-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const server = await parts.startDatabaseServer();
try {
  const database = await createServerDatabase(server.url);
  if (database === undefined) throw new Error("The database server has no address.");
  const began = performance.now();
  const env = deploymentEnvironment({ databaseUrl: database.url, redis: NO_REDIS, origin: BUILT_FOR });
  const source = await buildForVercel({ cli: parts.cli, folder, env });
  console.log(`Built in ${Math.round((performance.now() - began) / 1000)} s.`);
  process.exitCode = (await runChecks(source, database.url)) ? 0 : 1;
  await database.drop();
} finally {
  await server.stop();
}
