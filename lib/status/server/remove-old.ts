import "server-only";
import { lt, sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { statusDays, statusSamples, statusSubscribers } from "@/lib/db/schema/status";
import { RETENTION } from "@/lib/platform/model/retention";
import { DAYS_SHOWN } from "@/lib/status/model/days";

const HOUR_MS = 3_600_000;
/** A day is summed up until some hours after its end. */
const SAMPLE_HOURS = 24 * RETENTION.status_samples.days;

/** Removes samples that are in their day's sums, and days that the status page no longer shows. */
export async function removeOldSamples(db: Queryable, atMost: number): Promise<number> {
  const before = new Date(Date.now() - SAMPLE_HOURS * HOUR_MS);
  const samples = await db
    .delete(statusSamples)
    .where(
      sql`(${statusSamples.minute}, ${statusSamples.instance_id}) in (
        select minute, instance_id from status_samples where minute < ${before.toISOString()}
        order by minute limit ${atMost} for update skip locked
      )`,
    )
    .returning({ minute: statusSamples.minute });
  const oldest = new Date(Date.now() - DAYS_SHOWN * 24 * HOUR_MS).toISOString().slice(0, 10);
  const days = await db
    .delete(statusDays)
    .where(lt(statusDays.day, oldest))
    .returning({ day: statusDays.day });
  return samples.length + days.length;
}

/** Removes addresses whose owner never used the link that was mailed to them. */
export async function removeUnconfirmedSubscribers(db: Queryable, atMost: number): Promise<number> {
  const before = new Date(Date.now() - 24 * HOUR_MS);
  const removed = await db
    .delete(statusSubscribers)
    .where(
      sql`${statusSubscribers.id} in (
        select id from status_subscribers where confirmed_at is null and asked_at < ${before.toISOString()}
        order by asked_at limit ${atMost} for update skip locked
      )`,
    )
    .returning({ id: statusSubscribers.id });
  return removed.length;
}
