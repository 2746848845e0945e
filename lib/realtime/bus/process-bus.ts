import "server-only";
import { env } from "@/lib/env";
import type { Bus } from "./bus";
import { memoryBus } from "./memory";
import { upstashBus } from "./upstash";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireBus: Bus | undefined;
}

/** Returns this process's bus, created at the first call: Upstash when its variables are set, otherwise in memory. */
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

/** Sets this process's bus, for tests; undefined restores the default. */
export function provideBus(bus: Bus | undefined): void {
  globalThis.platewireBus = bus;
}
