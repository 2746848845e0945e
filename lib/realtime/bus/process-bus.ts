import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Bus } from "./bus";
import { memoryBus } from "./memory";
import type { BusKeys } from "./signature";
import { upstashBus } from "./upstash";

declare global {
  var platewireBus: Bus | undefined;
}

export function processBus(): Bus {
  globalThis.platewireBus ??= makeBus();
  return globalThis.platewireBus;
}

/** Without `BUS_KEY`, a key that follows from the secret of the sessions, which all instances share. */
function busKeys(): BusKeys {
  const { BUS_KEY, BUS_KEY_OTHER, NEXTAUTH_SECRET } = env();
  if (BUS_KEY !== undefined) return { key: BUS_KEY, other: BUS_KEY_OTHER };
  if (NEXTAUTH_SECRET === undefined) throw new Error("The bus has no key");
  return {
    key: createHmac("sha256", NEXTAUTH_SECRET).update("platewire bus").digest("hex"),
    other: BUS_KEY_OTHER,
  };
}

function makeBus(): Bus {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, BUS_SHARDS } = env();
  return url === undefined || token === undefined
    ? memoryBus(BUS_SHARDS)
    : upstashBus({ url, token, shards: BUS_SHARDS, keys: busKeys() });
}

/** @internal */
export function provideBus(bus: Bus | undefined): void {
  globalThis.platewireBus = bus;
}
