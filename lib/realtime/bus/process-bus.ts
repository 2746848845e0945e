import "server-only";
import { env } from "@/lib/env";
import type { Bus } from "./bus";
import { memoryBus } from "./memory";
import { upstashBus } from "./upstash";

declare global {
  var platewireBus: Bus | undefined;
}

export function processBus(): Bus {
  globalThis.platewireBus ??= makeBus();
  return globalThis.platewireBus;
}

function makeBus(): Bus {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, BUS_SHARDS } = env();
  return url === undefined || token === undefined
    ? memoryBus(BUS_SHARDS)
    : upstashBus({ url, token, shards: BUS_SHARDS });
}

/** @internal */
export function provideBus(bus: Bus | undefined): void {
  globalThis.platewireBus = bus;
}
