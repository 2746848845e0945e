import "server-only";
import { queryable } from "@/lib/db/client";
import { env } from "@/lib/env";
import { processBus } from "./bus/process-bus";
import { readEvents, readHeads } from "./log";
import { StreamHub } from "./stream-hub";

declare global {
  // Next gives route handlers, pages and instrumentation each their own module state; globalThis is shared.
  var platewireHub: StreamHub | undefined;
}

/** A margin below the platform's own limit (`maxDuration` of the route). */
const PLATFORM_LIMIT_SECONDS = 285;

/** This process's hub, made at the first call. */
export function hub(): StreamHub {
  globalThis.platewireHub ??= makeHub();
  return globalThis.platewireHub;
}

function makeHub(): StreamHub {
  const { HEARTBEAT_MS, POSITION_CHECK_MS, STREAM_MAX_SECONDS, VERCEL } = env();
  const maxSeconds = STREAM_MAX_SECONDS ?? (VERCEL === undefined ? undefined : PLATFORM_LIMIT_SECONDS);
  return new StreamHub({
    log: {
      readHeads: async (names) => readHeads(await queryable(), names),
      readEvents: async (channel, after) => readEvents(await queryable(), channel, after),
    },
    bus: processBus(),
    heartbeatMs: HEARTBEAT_MS,
    checkMs: POSITION_CHECK_MS,
    maxMs: maxSeconds === undefined ? undefined : maxSeconds * 1_000,
  });
}
