import "server-only";
import { removeEndedCredentials } from "@/lib/auth/credentials/remove-ended";
import { channels } from "@/lib/channels";
import { removeOldKeys } from "@/lib/commands/idempotency";
import { type Queryable, queryable } from "@/lib/db/client";
import { env } from "@/lib/env";
import { removeOldCounts } from "@/lib/limits/remove-old-counts";
import { forgetChannels, trimLog } from "@/lib/realtime/log/trim";
import { periodically } from "./periodically";

/** What the database needs so that it does not grow for ever. Small statements, each a transaction of its own. */

const ROUND_MS = 60_000;
/** So short that no command waits for it in a way that anybody sees, on the embedded database either. */
const BATCH = 500;
/** A platform's scheduled call ends after a minute or so; what is left is for the next one. */
const AT_MOST_MS = 20_000;

export interface Upkeep {
  events: number;
  credentials: number;
  keys: number;
  counts: number;
}

async function trimBatch(db: Queryable, before: Date): Promise<number> {
  const { events, emptied } = await trimLog(db, before, BATCH);
  await forgetChannels(db, await channels.findSpent(emptied));
  return events;
}

async function repeat(remove: () => Promise<number>, until: number): Promise<number> {
  let sum = 0;
  for (let removed = 1; removed > 0 && Date.now() < until; sum += removed) removed = await remove();
  return sum;
}

/**
 * Trims the log and removes what can no longer matter. Any number of processes may do it at once: each takes what
 * the others have not taken. Answers how many of each kind went.
 */
export async function keepUp(): Promise<Upkeep> {
  const db = await queryable();
  const until = Date.now() + AT_MOST_MS;
  const before = new Date(Date.now() - env().LOG_HOURS * 3_600_000);
  return {
    events: await repeat(() => trimBatch(db, before), until),
    credentials: await repeat(() => removeEndedCredentials(db, before, BATCH), until),
    keys: await repeat(() => removeOldKeys(db, BATCH), until),
    counts: await repeat(() => removeOldCounts(BATCH), until),
  };
}

/** Where a process stays, it looks after its database by itself. */
export function startUpkeep(): void {
  periodically("The upkeep of the database", ROUND_MS, () => keepUp());
}
