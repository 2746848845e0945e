import "server-only";
import { eq } from "drizzle-orm";
import { printers } from "@/lib/db/schema/printing";
import { transaction } from "@/lib/db/transaction";
import { planPoll } from "@/lib/printing/model/job";
import { conditionOf, newsOf, type Poll } from "@/lib/printing/model/poll";
import { announcePrinter } from "./announce";
import type { AskingPrinter } from "./find-printer";
import { lockPrinter, readOpenJobs, withdrawOld, writeJobs } from "./printer-queue";

/** Printers ask every few seconds, and most polls change nothing. */
const SEEN_EVERY_MS = 30_000;

/** Returns the id of the job that the printer may fetch now, or null. The job is claimed then, for this poll alone. */
export async function answerPoll(
  { printer, hasOpenJobs }: AskingPrinter,
  poll: Poll,
): Promise<string | null> {
  const now = new Date();
  const condition = conditionOf(poll.statusCode);
  const isNews = condition !== printer.condition;
  const seenAt = printer.seen_at === null ? 0 : Date.parse(printer.seen_at);
  if (!isNews && !hasOpenJobs && now.getTime() - seenAt < SEEN_EVERY_MS) return null;
  return transaction(async (tx) => {
    const locked = await lockPrinter(tx, printer);
    if (locked === null) return null;
    const news = newsOf(locked.condition, condition, now.getTime() - (locked.told_at?.getTime() ?? 0));
    await tx
      .update(printers)
      .set({
        seen_at: now,
        ...(news !== "keep" && { condition }),
        ...(news === "tell" && { told_at: now }),
      })
      .where(eq(printers.id, printer.id));
    if (news !== "keep") announcePrinter(tx, printer, condition, now);
    const polled = { condition, isPrinting: poll.printingInProgress === true };
    // What it is printing may be the job of a claim that ran out.
    if (hasOpenJobs && !polled.isPrinting) await withdrawOld(tx, printer, now);
    const open = await readOpenJobs(tx, printer);
    const { offered, changed } = planPoll(polled, open, now.getTime());
    await writeJobs(tx, open, changed, now);
    return offered?.id ?? null;
  });
}
