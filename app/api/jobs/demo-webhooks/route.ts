import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { demoWebhooks } from "@/lib/payments/server/providers/demo/deliver";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(demoWebhooks) }));
