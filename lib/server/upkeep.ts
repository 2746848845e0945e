import "server-only";
import * as z from "zod/mini";
import { removeEndedCredentials } from "@/lib/auth/credentials/remove-ended";
import { logRightsChanges } from "@/lib/auth/server/rights-changes";
import { channels } from "@/lib/channels";
import { removeOldKeys } from "@/lib/commands/idempotency";
import { type Queryable, queryable } from "@/lib/db/client";
import { removeOldDoorPhotos } from "@/lib/dispatch/server/door-photo";
import { removeOldDecisions, removeOldOffers } from "@/lib/dispatch/server/remove-old";
import { env } from "@/lib/env";
import { defineJob, type OnProgress } from "@/lib/jobs/define-job";
import { removeOldCounts } from "@/lib/limits/remove-old-counts";
import { fillSearchTexts } from "@/lib/orders/server/fill-search-texts";
import { indexOlderOrders } from "@/lib/platform/server/orders/index-orders";
import { removeOldPrintJobs } from "@/lib/printing/server/remove-old";
import { forgetChannels, trimLog } from "@/lib/realtime/log/trim";
import { endForgottenShifts, removeOldInvitations, removeOldTripPoints } from "@/lib/riders/server/upkeep";
import { removeOldSamples, removeUnconfirmedSubscribers } from "@/lib/status/server/remove-old";

/** Keeps statements so short that commands do not wait noticeably, on the embedded database either. */
const BATCH = 500;
/** Longest time of a run (ms); the next run removes the rest. */
const AT_MOST_MS = 20_000;
/** There is nothing to fill but after the update that added the column. */
const FILLING_AT_MOST_MS = 2_000;

export interface Upkeep {
  events: number;
  credentials: number;
  keys: number;
  counts: number;
  prints: number;
  /** Of trips that ended a day ago. */
  points: number;
  /** Of riders, which ended a month ago. */
  invitations: number;
  /** Forgotten by their riders. */
  shifts: number;
  doors: number;
  /** Of dispatch, about orders that ended three months ago. */
  decisions: number;
  offers: number;
  /** Of the status, whose days hold the sums. */
  samples: number;
  /** Of the status page, whose link was not used. */
  subscribers: number;
  /** Orders that the history can find from now on. */
  searchable: number;
  /** Orders that admins can find from now on. */
  indexed: number;
  rights: number;
}

async function trimBatch(db: Queryable, before: Date): Promise<number> {
  const { events, emptied } = await trimLog(db, before, BATCH);
  await forgetChannels(db, await channels.findSpent(emptied));
  return events;
}

/** Returns the number of rows removed or filled, by kind. Several processes can run it at once. */
export async function runUpkeep(onProgress?: OnProgress): Promise<Upkeep> {
  let all = 0;
  async function repeat(work: () => Promise<number>, until: number): Promise<number> {
    let sum = 0;
    for (let done = 1; done > 0 && Date.now() < until; sum += done) {
      done = await work();
      all += done;
      onProgress?.(all);
    }
    return sum;
  }
  const db = await queryable();
  const until = Date.now() + AT_MOST_MS;
  const before = new Date(Date.now() - env().LOG_HOURS * 3_600_000);
  // First: nothing that fails after it may keep a granted right out of the log.
  const rights = await repeat(() => logRightsChanges(db, BATCH), until);
  return {
    rights,
    events: await repeat(() => trimBatch(db, before), until),
    credentials: await repeat(() => removeEndedCredentials(db, before, BATCH), until),
    keys: await repeat(() => removeOldKeys(db, BATCH), until),
    counts: await repeat(() => removeOldCounts(BATCH), until),
    prints: await repeat(() => removeOldPrintJobs(db, BATCH), until),
    points: await repeat(() => removeOldTripPoints(db, BATCH), until),
    invitations: await repeat(() => removeOldInvitations(db, BATCH), until),
    shifts: await repeat(() => endForgottenShifts(BATCH), until),
    doors: await repeat(() => removeOldDoorPhotos(db, BATCH), until),
    decisions: await repeat(() => removeOldDecisions(db, BATCH), until),
    samples: await repeat(() => removeOldSamples(db, BATCH), until),
    subscribers: await repeat(() => removeUnconfirmedSubscribers(db, BATCH), until),
    offers: await repeat(() => removeOldOffers(db, BATCH), until),
    searchable: await repeat(() => fillSearchTexts(db, BATCH), Date.now() + FILLING_AT_MOST_MS),
    indexed: await repeat(() => indexOlderOrders(db, BATCH), Date.now() + FILLING_AT_MOST_MS),
  };
}

/** pg-boss removes finished jobs itself: lib/jobs/boss.ts. */
export const upkeep = defineJob({
  name: "upkeep",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: async (_, { progress }) => {
    const { searchable, indexed, ...removed } = await runUpkeep(progress);
    return Object.values(removed).reduce((sum, one) => sum + one, 0);
  },
});
