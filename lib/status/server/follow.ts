import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { statusDays, statusState } from "@/lib/db/schema/status";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { publish } from "@/lib/realtime/publish/publish";
import { systemHealth } from "@/lib/status/model/events";
import { addCounts } from "@/lib/status/model/latency";
import { levelOf, nextStatus } from "@/lib/status/model/level";
import { readHealth } from "@/lib/status/server/health";
import { MINUTE_MS, readSamples } from "./samples";

/** The one row of the status. */
export const STATE_ID = 1;
const LEVELS_OF_MINUTES = 10;
const ROLL_UP_EVERY_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Samples of an outage of the database are written after it, so yesterday may change for so long. */
const YESTERDAY_CHANGES_MS = 4 * 60 * MINUTE_MS;

async function lockState(tx: Transaction, now: Date) {
  await tx.insert(statusState).values({ id: STATE_ID, status: "healthy", since: now }).onConflictDoNothing();
  const [state] = await tx.select().from(statusState).for("update");
  if (state === undefined) throw new Error("There is no row of the status");
  return state;
}

/** Writes the sums of the day that begins at `from`. A day without samples gets no row. */
async function rollUp(tx: Transaction, from: number): Promise<number> {
  const minutes = await readSamples(tx, new Date(from), new Date(from + DAY_MS));
  if (minutes.length === 0) return 0;
  const samples = minutes.flat();
  const levels = minutes.map(levelOf);
  const count = (level: string) => levels.filter((one) => one === level).length;
  const sums = {
    delivery_times: addCounts(samples.map(({ deliveryTimes }) => deliveryTimes)),
    repaired: samples.reduce((sum, { repaired }) => sum + repaired, 0),
    lost: samples.reduce((sum, { lost }) => sum + lost, 0),
    healthy_minutes: count("healthy"),
    degraded_minutes: count("degraded"),
    down_minutes: count("down"),
  };
  const day = new Date(from).toISOString().slice(0, 10);
  await tx
    .insert(statusDays)
    .values({ day, ...sums })
    .onConflictDoUpdate({ target: statusDays.day, set: sums });
  return 1;
}

/**
 * Judges the last minutes, announces a changed status to everyone, and brings the days up to date every five minutes. Returns
 * the number of changes and of days written.
 */
export async function followStatusAt(now: Date): Promise<number> {
  const { uptime_seconds, memory } = await readHealth();
  return transaction(async (tx) => {
    // One at a time: two processes would announce the same change.
    const state = await lockState(tx, now);
    // The present minute may not have all its samples yet.
    const until = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const minutes = await readSamples(tx, new Date(until - LEVELS_OF_MINUTES * MINUTE_MS), new Date(until));
    const status = nextStatus(state.status, minutes.map(levelOf));
    const isChanged = status !== state.status;
    if (isChanged)
      publish(tx, [
        {
          channel: broadcastChannel.name(),
          event: systemHealth,
          data: { status, uptime_seconds, memory, timestamp: now.toISOString() },
        },
      ]);
    const isDue =
      state.rolled_up_at === null || now.getTime() - state.rolled_up_at.getTime() >= ROLL_UP_EVERY_MS;
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    let days = 0;
    if (isDue) {
      if (now.getTime() - today < YESTERDAY_CHANGES_MS) days += await rollUp(tx, today - DAY_MS);
      days += await rollUp(tx, today);
    }
    if (isChanged || isDue)
      await tx
        .update(statusState)
        .set({
          ...(isChanged && { status, since: now }),
          ...(isDue && { rolled_up_at: now }),
        })
        .where(sql`${statusState.id} = ${STATE_ID}`);
    return (isChanged ? 1 : 0) + days;
  });
}

export const followStatus = defineJob({
  name: "status:follow",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: () => followStatusAt(new Date()),
});
