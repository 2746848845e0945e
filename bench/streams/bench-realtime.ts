import { Realtime } from "@upstash/realtime";
import { Redis } from "@upstash/redis";
import * as z from "zod";
import { env } from "@/lib/env";

declare global {
  // Next gives each route its own module state; globalThis is shared.
  var benchPeer: ReturnType<typeof makeRealtime> | undefined;
}

export const SHARED_TOPIC = "bench";
export const ownTopic = (reader: number) => `bench-${reader}`;

function makeRealtime() {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  return new Realtime({
    schema: { bench: z.unknown() },
    redis: new Redis({ url, token }),
    // A stream must outlive a round.
    maxDurationSecs: 3_600,
    history: true,
  });
}

export function benchRealtime(): ReturnType<typeof makeRealtime> {
  globalThis.benchPeer ??= makeRealtime();
  return globalThis.benchPeer;
}
