import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { BusKeys } from "@/lib/realtime/bus/signature";
import { upstashBus } from "@/lib/realtime/bus/upstash";
import { type RedisServer, startRedis } from "./redis-server";
import { startUpstashShim, type UpstashShim } from "./upstash-shim";

interface Upstash {
  readonly redis: RedisServer;
  readonly shim: UpstashShim;
}

/** Gives a test file its own Redis behind the Upstash protocol. Throws when it is used before the first test. */
export function withUpstash(): Upstash {
  let redis: RedisServer | undefined;
  let shim: UpstashShim | undefined;
  beforeAll(async () => {
    redis = await startRedis();
    shim = await startUpstashShim(redis.port);
  });
  afterAll(async () => {
    await shim?.stop();
    await redis?.stop();
  });
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error("Redis has not started yet");
    return part;
  };
  return {
    get redis() {
      return started(redis);
    },
    get shim() {
      return started(shim);
    },
  };
}

export const BUS_KEYS: BusKeys = { key: "a key of the bus that is long enough for tests" };

/** Closes the bus with its test: an open one probes the service for up to a second after a failure. */
export function connectBus(shim: UpstashShim, options: { shards: number; graceMs?: number; keys?: BusKeys }) {
  const bus = upstashBus({ url: shim.url, token: shim.token, graceMs: 0, keys: BUS_KEYS, ...options });
  onTestFinished(bus.close);
  return bus;
}
