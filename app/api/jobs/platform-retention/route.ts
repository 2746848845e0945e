import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { enforceRetention } from "@/lib/platform/server/retention";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(enforceRetention) }));
