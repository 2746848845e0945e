import "server-only";
import { inArray } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { jobActivity } from "@/lib/db/schema/jobs";
import { openBoss } from "./boss";
import type { JobDefinition } from "./define-job";

export interface ScheduleFacts {
  readonly name: string;
  readonly queue: string;
  readonly everyMinutes: number;
  /** Start of the latest run; null before the first. */
  readonly lastRunAt: Date | null;
  /** First occurrence after the latest run, or after the schedule was set up. It may be past. */
  readonly dueAt: Date;
  /** First occurrence from now on. */
  readonly nextAt: Date;
}

/** Reads when the scheduled jobs last ran and when they are due. A schedule that is not set up yet counts from now. */
export async function readSchedules(jobs: readonly JobDefinition[]): Promise<ScheduleFacts[]> {
  const scheduled = jobs.flatMap((job) => (job.schedule === undefined ? [] : [{ ...job, ...job.schedule }]));
  if (scheduled.length === 0) return [];
  const [db, boss] = await Promise.all([queryable(), openBoss()]);
  const names = scheduled.map(({ name }) => name);
  const known = await db.select().from(jobActivity).where(inArray(jobActivity.name, names));
  const lastRuns = new Map(known.map(({ name, last_run_at }) => [name, last_run_at]));
  const setUp = new Map((await boss.getSchedules()).map(({ name, createdOn }) => [name, createdOn]));
  const now = new Date();
  const after = (cron: string, from: Date) => boss.previewSchedule(cron, { from, count: 1 })[0] ?? now;
  return scheduled.map(({ name, queue, cron, everyMinutes }) => {
    const lastRunAt = lastRuns.get(name) ?? null;
    const dueAt = after(cron, lastRunAt ?? setUp.get(queue) ?? now);
    return { name, queue, everyMinutes, lastRunAt, dueAt, nextAt: after(cron, now) };
  });
}
