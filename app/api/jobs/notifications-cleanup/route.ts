import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { cleanUpNotifications } from "@/lib/notifications/server/clean-up";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(cleanUpNotifications) }));
