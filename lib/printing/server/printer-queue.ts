import "server-only";
import { and, asc, eq, isNull, lte, not, or, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { orders } from "@/lib/db/schema/orders";
import { printers, printJobs } from "@/lib/db/schema/printing";
import type { Transaction } from "@/lib/db/transaction";
import { updateRows } from "@/lib/db/write-rows";
import type { QueuedJob } from "@/lib/printing/model/job";
import { conditionSchema, type Printer, type PrintJob } from "@/lib/printing/model/schema";
import { announceJobs } from "./announce";
import { isOpenJob } from "./find-printer";
import { toPrintJob } from "./rows";

/** The jobs of a printer are decided one request at a time: its row is locked first. */

export type StoredJob = QueuedJob & Pick<PrintJob, "tenant_id" | "printer_id" | "order_id" | "cause">;

type Row = typeof printJobs.$inferSelect;

function toStored(row: Row): StoredJob {
  const { created_at: _created, ended_at: _ended, ...job } = toPrintJob(row);
  const { claim_until, fetched_at, attempts, created_at, ended_at } = row;
  return {
    ...job,
    attempts,
    created_at: created_at.getTime(),
    claim_until: claim_until?.getTime() ?? null,
    fetched_at: fetched_at?.getTime() ?? null,
    ended_at: ended_at?.getTime() ?? null,
  };
}

/** Returns null when the printer has been removed. */
export async function lockPrinter(tx: Transaction, { id }: Printer) {
  const [row] = await tx
    .select({
      condition: printers.condition,
      told_at: printers.told_at,
      fetched_job_id: printers.fetched_job_id,
    })
    .from(printers)
    .where(eq(printers.id, id))
    .for("update");
  return row === undefined
    ? null
    : { ...row, condition: z.parse(z.nullable(conditionSchema), row.condition) };
}

/** More are read by the next polls. */
const READ_AT_MOST = 50;

/** Oldest first. */
export async function readOpenJobs(tx: Transaction, { id }: Printer): Promise<StoredJob[]> {
  const rows = await tx
    .select()
    .from(printJobs)
    .where(and(eq(printJobs.printer_id, id), isOpenJob))
    .orderBy(asc(printJobs.created_at), asc(printJobs.id))
    .limit(READ_AT_MOST);
  return rows.map(toStored);
}

const isCooking = sql`exists (
  select 1 from ${orders} where ${orders.id} = ${printJobs.order_id} and ${orders.order_status} = 'Preparing'
)`;
const isReplaced = sql`exists (
  select 1 from ${printJobs} later
  where later.order_id = ${printJobs.order_id} and later.printer_id = ${printJobs.printer_id}
    and later.cause = 'accepted' and later.accepted_version > ${printJobs.accepted_version}
)`;

/**
 * Removes the tickets that nobody cooks by any more, or that a newer one replaces, unless one is coming out now. After an outage the
 * printer may ask before the reaction has read what happened, and a claim that ran out would be offered again.
 */
export async function withdrawOld(tx: Transaction, { id }: Printer, now: Date): Promise<void> {
  const rows = await tx
    .delete(printJobs)
    .where(
      and(
        eq(printJobs.printer_id, id),
        isOpenJob,
        eq(printJobs.cause, "accepted"),
        or(isNull(printJobs.claim_until), lte(printJobs.claim_until, now)),
        or(not(isCooking), isReplaced),
      ),
    )
    .returning();
  announceJobs(tx, "withdrawn", rows.map(toPrintJob), now);
}

/** `jobId` null means the job that is claimed: printers of older firmware do not name it. */
export async function findJob(
  tx: Transaction,
  { id }: Printer,
  jobId: string | null,
): Promise<StoredJob | null> {
  const which = jobId === null ? and(isOpenJob, eq(printJobs.state, "claimed")) : eq(printJobs.id, jobId);
  const [row] = await tx
    .select()
    .from(printJobs)
    .where(and(eq(printJobs.printer_id, id), which))
    .limit(1);
  return row === undefined ? null : toStored(row);
}

const instantOf = (ms: number | null) => (ms === null ? null : new Date(ms));

export async function writeJobs(
  tx: Transaction,
  before: readonly StoredJob[],
  changed: readonly StoredJob[],
  now: Date,
): Promise<void> {
  const rows = changed.map(({ id, state, fault, claim_until, fetched_at, attempts, ended_at }) => ({
    id,
    state,
    fault,
    claim_until: instantOf(claim_until),
    fetched_at: instantOf(fetched_at),
    attempts,
    ended_at: instantOf(ended_at),
  }));
  const [first, ...rest] = rows;
  if (first === undefined) return;
  await tx.execute(updateRows(printJobs, [first, ...rest]));
  const stateBefore = new Map(before.map(({ id, state }) => [id, state]));
  for (const job of changed)
    if (stateBefore.get(job.id) !== job.state) announceJobs(tx, job.state, [job], now);
}
