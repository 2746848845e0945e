import { env } from "@/lib/env";
import { jobs } from "@/lib/jobs";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { followStatus } from "@/lib/status/server/follow";
import { takeSample } from "@/lib/status/server/samples";

/** No instance on Vercel lives long enough to measure itself once a minute: the one that answers does. */
export const GET = scheduled(async () => {
  if (env().VERCEL !== undefined) await takeSample(jobs);
  return { processed: await runScheduledJob(followStatus) };
});
