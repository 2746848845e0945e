import { generateInvoices } from "@/lib/invoices/server/generate";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { scheduled } from "@/lib/jobs/scheduled";

export const GET = scheduled(async () => ({ processed: await runScheduledJob(generateInvoices) }));
