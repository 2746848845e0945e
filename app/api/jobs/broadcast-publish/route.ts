import { publishBroadcasts } from "@/lib/broadcasts/server/publish-due";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";

export const GET = scheduled(async () => {
  const published = await runScheduledJob(publishBroadcasts);
  return { published, processed: published };
});
