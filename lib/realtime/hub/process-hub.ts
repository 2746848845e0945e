import "server-only";
import { queryable } from "@/lib/db/client";
import { env } from "@/lib/env";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { readChanges, readEvents, readHeads, readPages } from "@/lib/realtime/log/log";
import { countElsewhere, removePresence, writePresence } from "@/lib/realtime/presence/presence-tables";
import type { PresenceStore } from "@/lib/realtime/presence/presence-writer";
import type { LogReader } from "./hub-channel";
import { StreamHub } from "./stream-hub";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireHub: StreamHub | undefined;
}

/** A margin below the platform's own limit (`maxDuration` of the route). */
const PLATFORM_LIMIT_SECONDS = 285;
/** A stream reconnects, and is authorised again, where the platform sets no limit. */
const UNASKED_SECONDS = 6 * 3_600;
const DESIGNED_FOR = 10_000;
/** An instance on Vercel has 1,024 file descriptors. */
const VERCEL_STREAMS = 900;

export function hub(): StreamHub {
  globalThis.platewireHub ??= makeHub();
  return globalThis.platewireHub;
}

/** @internal */
export function provideHub(hub: StreamHub | undefined): void {
  globalThis.platewireHub = hub;
}

export const databaseLog: LogReader = {
  readHeads: async (names) => readHeads(await queryable(), names),
  readEvents: async (channel, after) => readEvents(await queryable(), channel, after),
  readPages: async (wanted) => readPages(await queryable(), wanted),
  readChanges: async (since) => readChanges(await queryable(), since),
};

export const databasePresence: PresenceStore = {
  write: async (...presence) => writePresence(await queryable(), ...presence),
  remove: async (instanceId) => removePresence(await queryable(), instanceId),
  countElsewhere: async (...who) => countElsewhere(await queryable(), ...who),
};

function makeHub(): StreamHub {
  const {
    HEARTBEAT_MS,
    POSITION_CHECK_MS,
    STREAM_MAX_SECONDS,
    STREAMS_PER_BROWSER,
    STREAMS_PER_USER,
    STREAMS_PER_ADDRESS,
    STREAMS_PER_INSTANCE,
    VERCEL,
  } = env();
  const maxSeconds = STREAM_MAX_SECONDS ?? (VERCEL === undefined ? UNASKED_SECONDS : PLATFORM_LIMIT_SECONDS);
  return new StreamHub({
    log: databaseLog,
    bus: processBus(),
    heartbeatMs: HEARTBEAT_MS,
    checkMs: POSITION_CHECK_MS,
    maxMs: maxSeconds * 1_000,
    caps: {
      perBrowser: STREAMS_PER_BROWSER,
      perUser: STREAMS_PER_USER,
      perAddress: STREAMS_PER_ADDRESS,
      perInstance: STREAMS_PER_INSTANCE ?? (VERCEL === undefined ? DESIGNED_FOR : VERCEL_STREAMS),
    },
    presence: databasePresence,
  });
}
