import { findPostgres, startPostgres } from "../../test/support/postgres-server";
import { startRedis } from "../../test/support/redis-server";
import { startUpstashShim, type UpstashShim } from "../../test/support/upstash-shim";
import { type LoadProcess, startLoad } from "./load-process";

export interface Stage {
  readonly shim: UpstashShim;
  readonly load: LoadProcess;
  readonly server: string;
  stop(): Promise<void>;
}

export async function buildStage(): Promise<Stage> {
  const programs = await findPostgres();
  if (programs === undefined)
    throw new Error("The benchmark needs a PostgreSQL server: apt-get install postgresql.");
  // Durable: commits are on the disk.
  const postgres = await startPostgres(programs, { isDurable: true });
  const redis = await startRedis();
  const shim = await startUpstashShim(redis.port);
  const load = startLoad();
  // startApp creates its databases on this server.
  process.env.TEST_DATABASE_URL = postgres.url;
  return {
    shim,
    load,
    server: postgres.url,
    stop: async () => {
      load.stop();
      await shim.stop();
      await redis.stop();
      await postgres.stop();
    },
  };
}
