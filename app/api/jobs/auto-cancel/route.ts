import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { autoCancel } from "@/lib/orders/server/deadlines";

export const GET = scheduled(async () => {
  const cancelled = await runScheduledJob(autoCancel);
  return { cancelled, processed: cancelled };
});
