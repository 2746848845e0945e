import "server-only";
import { transaction } from "@/lib/db/transaction";
import { confirmed } from "@/lib/printing/model/job";
import { faultOf } from "@/lib/printing/model/poll";
import type { Printer } from "@/lib/printing/model/schema";
import { findJob, lockPrinter, writeJobs } from "./printer-queue";

/** Takes the printer's code for a job. Returns false for a job that this printer does not have. */
export function confirmJob(printer: Printer, jobId: string | null, code: string | null): Promise<boolean> {
  const now = new Date();
  return transaction(async (tx) => {
    const locked = await lockPrinter(tx, printer);
    if (locked === null) return false;
    const job = await findJob(tx, printer, jobId ?? locked.fetched_job_id);
    if (job === null) return false;
    const after = confirmed(job, faultOf(code), now.getTime());
    if (after !== null) await writeJobs(tx, [job], [after], now);
    return true;
  });
}
