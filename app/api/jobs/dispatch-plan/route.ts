import { planDispatch } from "@/lib/dispatch/server/plan/planner";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(planDispatch) }));
