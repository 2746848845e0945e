import { findPostgres, startPostgres } from "../../test/support/postgres-server";
import { findRedis } from "../../test/support/redis-server";
import { installVercelCli } from "./vercel-cli";

interface DatabaseServer {
  url: string;
  stop(): Promise<void>;
}

interface DeployParts {
  cli: string;
  startDatabaseServer(): Promise<DatabaseServer>;
}

function databaseServer(url: string, programs: string | undefined) {
  if (url !== "") return async () => ({ url, stop: async () => undefined });
  return programs === undefined ? undefined : () => startPostgres(programs);
}

/** Resolves with a sentence about what is missing. By default, starts a PostgreSQL server of this machine. */
export async function findDeployParts(databaseUrl = ""): Promise<DeployParts | { missing: string }> {
  const startDatabaseServer = databaseServer(databaseUrl, await findPostgres());
  if (findRedis() === undefined || startDatabaseServer === undefined)
    return {
      missing:
        "this machine lacks redis-server or a PostgreSQL server (apt-get install redis-server postgresql).",
    };
  try {
    return { cli: await installVercelCli(), startDatabaseServer };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: `the Vercel command line could not be installed from the registry (${reason}).` };
  }
}
