import { scheduled } from "@/lib/jobs/scheduled";
import { keepUp } from "@/lib/server/upkeep";

export const GET = scheduled(() => keepUp());
