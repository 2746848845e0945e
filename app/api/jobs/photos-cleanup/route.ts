import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";
import { cleanUpPhotos } from "@/lib/menu/server/photos/clean-up-photos";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(cleanUpPhotos) }));
