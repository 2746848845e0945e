import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { autoConfirm } from "@/lib/orders/server/auto-confirm";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(autoConfirm) }));
