import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { reconcile } from "@/lib/payments/server/reconcile";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(reconcile) }));
