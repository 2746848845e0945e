import { findRedis, startRedis } from "@/test/support/redis-server";
import { startUpstashShim } from "@/test/support/upstash-shim";

export interface DemoRedis {
  readonly env: Record<string, string>;
  readonly line: string;
  stop(): Promise<void>;
}

/** Throws when redis-server is not installed. */
export async function startDemoRedis(): Promise<DemoRedis> {
  if (findRedis() === undefined)
    throw new Error(
      "--redis needs the program redis-server, which is not on this machine.\n\n" +
        "  apt-get install redis-server     or, on a Mac: brew install redis\n\n" +
        "Without --redis the demo needs none: its events stay within its one process.",
    );
  const redis = await startRedis();
  try {
    const shim = await startUpstashShim(redis.port);
    return {
      env: { UPSTASH_REDIS_REST_URL: shim.url, UPSTASH_REDIS_REST_TOKEN: shim.token },
      line: `redis-server on port ${redis.port}, Upstash's protocol in front of it on ${shim.url}`,
      stop: async () => {
        await shim.stop();
        await redis.stop();
      },
    };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}
