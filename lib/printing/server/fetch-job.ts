import "server-only";
import { and, desc, eq, ne, or } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { readWindows } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { printers, printJobs } from "@/lib/db/schema/printing";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { readOrderForPaper } from "@/lib/orders/server/queries";
import { fetched } from "@/lib/printing/model/job";
import { encodePaper, type MediaType } from "@/lib/printing/model/paper/encode";
import { layOut } from "@/lib/printing/model/paper/layout";
import {
  type Block,
  type Copy,
  type PaperWords,
  testTicket,
  ticketOf,
} from "@/lib/printing/model/paper/ticket";
import { PAPERS, type Printer } from "@/lib/printing/model/schema";
import printing from "@/messages/en/printing.json";
import { findJob, lockPrinter, type StoredJob, writeJobs } from "./printer-queue";

const t = createTranslator({ locale: "en", messages: { printing }, namespace: "printing.paper" });
const words: PaperWords = (word, values) => t(word, values);

/** A ticket that staff sent to another printer counts too: the order is being cooked by it. */
async function earlierOf(
  printer: Printer,
  { id, order_id, cause, created_at }: StoredJob,
): Promise<Copy["earlier"]> {
  if (order_id === null) return "none";
  const db = await queryable();
  const [last] = await db
    .select({ created_at: printJobs.created_at })
    .from(printJobs)
    .where(
      and(
        eq(printJobs.order_id, order_id),
        or(eq(printJobs.printer_id, printer.id), eq(printJobs.cause, "press")),
        eq(printJobs.state, "printed"),
        ne(printJobs.id, id),
      ),
    )
    .orderBy(desc(printJobs.created_at))
    .limit(1);
  if (last === undefined) return "none";
  return cause === "accepted" && last.created_at.getTime() < created_at ? "changed" : "same";
}

async function readStore(tenantId: string) {
  const db = await queryable();
  const [store] = await db
    .select({ store: tenants.name, timeZone: tenants.time_zone })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return store;
}

/** The ticket as the order is now: it may have changed since the job was made. Null when there is nothing left to print. */
async function readTicket(printer: Printer, job: StoredJob, now: Date): Promise<Block[] | null> {
  const printed = { at: now.toISOString(), printer: printer.name };
  if (job.order_id === null) {
    const store = await readStore(job.tenant_id);
    return store === undefined ? null : testTicket({ ...store, printed }, words);
  }
  const order = await readOrderForPaper(job.order_id);
  if (order === null) return null;
  const copy = { printed, attempt: job.attempts, earlier: await earlierOf(printer, job) };
  return ticketOf(order, copy, words, await readWindows(await queryable(), new Date(order.created_at)));
}

/**
 * Returns the ticket in the printer's commands, or null when no job is offered to this printer. `jobId` null means the job
 * that was offered last. A ticket may be fetched again until it is confirmed.
 */
export async function fetchJob(
  printer: Printer,
  jobId: string | null,
  type: MediaType,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const now = new Date();
  const job = await transaction(async (tx) => {
    const locked = await lockPrinter(tx, printer);
    if (locked === null) return null;
    const found = await findJob(tx, printer, jobId);
    const after = found === null ? null : fetched(found, now.getTime());
    if (found === null || after === null) return null;
    await writeJobs(tx, [found], [after], now);
    if (locked.fetched_job_id !== after.id)
      await tx.update(printers).set({ fetched_job_id: after.id }).where(eq(printers.id, printer.id));
    return after;
  });
  const blocks = job === null ? null : await readTicket(printer, job, now);
  if (blocks === null) return null;
  const columns = PAPERS[printer.paper];
  return encodePaper(type, layOut(blocks, columns), columns);
}
