import { Client } from "pg";
import { type AppServer, startApp } from "../../test/support/app-server";
import { NO_LIMITS } from "../../test/support/no-limits";
import { findPostgres, type PostgresServer, startPostgres } from "../../test/support/postgres-server";
import { type RedisServer, startRedis } from "../../test/support/redis-server";
import { startUpstashShim, type UpstashShim } from "../../test/support/upstash-shim";
import { type Balancer, startBalancer } from "./balancer";

export interface Stage {
  readonly postgres: PostgresServer;
  readonly db: Client;
  readonly redis: RedisServer;
  readonly shim: UpstashShim;
  readonly apps: readonly AppServer[];
  readonly balancer: Balancer;
}

export const HEARTBEAT_MS = 1_500;
/** As documented: no frame for two and a half heartbeats means that the connection is dead. */
export const DEAD_AFTER_MS = HEARTBEAT_MS * 2.5;

type StartApp = (options: { env: Record<string, string> }) => Promise<AppServer>;

export interface StageOptions {
  processes: number;
  env?: Record<string, string>;
  start?: StartApp;
}

/** By which the database tells whose connection it is. */
export const nameOfApp = (index: number) => `chaos-app-${index}`;

type End = () => Promise<unknown>;

async function startApps(
  { processes, start = startApp }: StageOptions,
  databaseUrl: string,
  env: Record<string, string>,
): Promise<AppServer[]> {
  const startOne = (index: number): Promise<AppServer> => {
    const url = new URL(databaseUrl);
    url.searchParams.set("application_name", nameOfApp(index));
    return start({ env: { ...env, DATABASE_URL: url.href } });
  };
  // The first instance migrates and seeds.
  const first = await startOne(0);
  const others = Array.from({ length: processes - 1 }, (_, index) => startOne(index + 1));
  return [first, ...(await Promise.all(others))];
}

async function raise(options: StageOptions, ends: End[]): Promise<Stage> {
  const programs = await findPostgres();
  if (programs === undefined)
    throw new Error(
      "This needs a PostgreSQL server, which is not on this machine: apt-get install postgresql.",
    );
  const redis = await startRedis({ isDurable: true });
  ends.push(redis.stop);
  const postgres = await startPostgres(programs);
  ends.push(postgres.stop);
  const shim = await startUpstashShim(redis.port);
  ends.push(shim.stop);
  const apps = await startApps(options, postgres.url, {
    UPSTASH_REDIS_REST_URL: shim.url,
    UPSTASH_REDIS_REST_TOKEN: shim.token,
    HEARTBEAT_MS: String(HEARTBEAT_MS),
    LOG_LEVEL: "error",
    ...NO_LIMITS,
    ...options.env,
  });
  ends.push(() => Promise.all(apps.map((app) => app.dispose())));
  const db = new Client({ connectionString: postgres.url });
  await db.connect();
  ends.push(() => db.end());
  const balancer = await startBalancer(apps.map(({ port }) => port));
  ends.push(balancer.close);
  return { postgres, db, redis, shim, apps, balancer };
}

export async function onStage<T>(options: StageOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  const ends: End[] = [];
  try {
    return await play(await raise(options, ends));
  } finally {
    for (const end of ends.reverse()) await end().catch(() => undefined);
  }
}
