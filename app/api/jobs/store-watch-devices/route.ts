import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { watchDevices } from "@/lib/stores/server/devices/watch";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(watchDevices) }));
