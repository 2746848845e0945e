import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { settleSoldOut } from "@/lib/orders/server/deadlines";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(settleSoldOut) }));
