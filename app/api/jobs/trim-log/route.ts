import { scheduled } from "@/lib/scheduled";
import { keepUp } from "@/lib/upkeep";

export const GET = scheduled(() => keepUp());
