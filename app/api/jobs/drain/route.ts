import { scheduled } from "@/lib/jobs/scheduled";
import { drainOnSchedule } from "@/lib/server/drain";

export const GET = scheduled(async () => ({ processed: await drainOnSchedule() }));
