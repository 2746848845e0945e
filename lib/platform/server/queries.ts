import "server-only";
import { listFailedJobs } from "@/lib/jobs/failed-jobs";
import { listReactionProblems } from "@/lib/reactions/problems";
import { listJobActivity } from "./job-activity";

/** Null for anyone but an admin. */
export async function readBackgroundWork(viewer: { readonly isAdmin: boolean }) {
  const activity = await listJobActivity(viewer);
  const failed = await listFailedJobs(viewer);
  if (activity === null || failed === null) return null;
  return { activity, failed, problems: await listReactionProblems() };
}
