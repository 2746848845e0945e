import "server-only";
import { logger } from "@/lib/server/logger";

const EVERY_MS = 60_000;

/** Logs the first occurrence and then at most one line a minute: whoever can publish must not be able to fill the log. */
export function logRarely(message: string): (shard: number) => void {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  return (shard) => {
    unlogged++;
    if (performance.now() - loggedAt < EVERY_MS) return;
    logger.warn({ shard, times: unlogged }, message);
    loggedAt = performance.now();
    unlogged = 0;
  };
}
