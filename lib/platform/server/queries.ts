import "server-only";
import type { JobDefinition } from "@/lib/jobs/define-job";
import { listFailedJobs } from "@/lib/jobs/failed-jobs";
import { failureText } from "@/lib/jobs/failure-text";
import { readQueueCounts } from "@/lib/jobs/queue-counts";
import { readSchedules } from "@/lib/jobs/schedules";
import { isLate } from "@/lib/platform/model/late-schedule";
import { listReactionProblems } from "@/lib/reactions/problems";
import { listJobActivity } from "./job-activity";

const readable = (error: string | null) => (error === null ? null : failureText(error));

/** Reads what admins may see of the background work, without people's data. Null for anyone but an admin. */
export async function readBackgroundWork(
  viewer: { readonly isAdmin: boolean },
  jobs: readonly JobDefinition[],
  { cursor }: { cursor?: string | undefined } = {},
) {
  const now = Date.now();
  const activities = await listJobActivity(viewer);
  const page = await listFailedJobs(viewer, jobs, { cursor });
  if (activities === null || page === null) return null;
  const activityOf = new Map(activities.map((activity) => [activity.name, activity]));
  const nameOf = new Map(jobs.map(({ queue, name }) => [queue, name]));
  const queues = (await readQueueCounts(jobs)).map(({ queue, ...counts }) => {
    const name = nameOf.get(queue) ?? queue;
    const activity = activityOf.get(name);
    // Progress is known by job, not by run: with several runs at once it belongs to any of them.
    const reports = counts.running === 1 && activity?.state === "running";
    return {
      ...counts,
      name,
      hasFailed: activity?.state === "error",
      lastRunAt: activity?.last_run_at ?? null,
      processed: activity?.processed ?? null,
      progress: reports ? activity.progress : null,
      message: reports ? activity.message : null,
    };
  });
  const isRunning = new Set(queues.filter(({ running }) => running > 0).map(({ name }) => name));
  const schedules = (await readSchedules(jobs)).map(({ queue: _, ...schedule }) => ({
    ...schedule,
    isLate: isLate(
      {
        dueAt: schedule.dueAt.getTime(),
        everyMinutes: schedule.everyMinutes,
        isRunning: isRunning.has(schedule.name),
      },
      now,
    ),
  }));
  const nextRunOf = new Map(schedules.map(({ name, nextAt }) => [name, nextAt]));
  const failed = page.failed.map(({ queue, next_at, ...job }) => {
    const name = nameOf.get(queue) ?? queue;
    return { ...job, name, next_at: next_at ?? nextRunOf.get(name) ?? null };
  });
  const problems = (await listReactionProblems()).map((problem) => ({
    ...problem,
    error: readable(problem.error),
  }));
  return { readAt: now, queues, schedules, failed, next_cursor: page.next_cursor, problems };
}
