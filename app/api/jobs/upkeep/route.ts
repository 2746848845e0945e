import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { upkeep } from "@/lib/server/upkeep";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(upkeep) }));
