import "server-only";
import { jobRun } from "@/lib/jobs/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { applyJobRun } from "./job-activity";

export const followJobs = defineReaction({
  name: "job_activity",
  channels: "jobs:%",
  // The next run of a job sets its state again.
  onGap: "skip",
  events: [jobRun],
  on: { job_run: (tx, { data }) => applyJobRun(tx, data) },
});
