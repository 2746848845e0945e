import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import { dayOf } from "@/lib/board/model/columns";
import { invoiceCounters, invoices } from "@/lib/db/schema/invoices";
import type { Transaction } from "@/lib/db/transaction";
import { type InvoiceLine, invoiceLineSchema, type Series, totalsOf } from "@/lib/invoices/model/schema";

export interface Issued {
  readonly series: Series;
  /** There is one document of it. */
  readonly source: string;
  readonly tenant_id: string;
  readonly time_zone: string;
  readonly holder: string;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  /** Of a credit note: the id of the invoice that it corrects. */
  readonly corrects: string | null;
}

/**
 * Writes a document under the next number of its series and year, in the caller's transaction: a number is taken only with its
 * document. Returns null, and takes no number, when there is one of the same source. The year is the one in which it is issued, in
 * the store's time zone.
 */
export async function issue(
  tx: Transaction,
  { time_zone, lines, ...document }: Issued,
  now: Date,
): Promise<{ id: string; year: number; number: number } | null> {
  const { series, source } = document;
  const year = Number(dayOf(now.getTime(), time_zone).slice(0, 4));
  const ofSeries = and(eq(invoiceCounters.series, series), eq(invoiceCounters.year, year));
  await tx.insert(invoiceCounters).values({ series, year, last: 0 }).onConflictDoNothing();
  // Who comes second waits here, and then finds the document of the first.
  await tx.select().from(invoiceCounters).where(ofSeries).for("update");
  const earlier = await tx.select({ id: invoices.id }).from(invoices).where(eq(invoices.source, source));
  if (earlier.length > 0) return null;
  const [counter] = await tx
    .update(invoiceCounters)
    .set({ last: sql`${invoiceCounters.last} + 1` })
    .where(ofSeries)
    .returning({ number: invoiceCounters.last });
  if (counter === undefined) throw new Error(`No counter of ${series} ${year}`);
  const id = newId();
  await tx.insert(invoices).values({
    ...document,
    ...totalsOf(lines),
    id,
    year,
    number: counter.number,
    lines: [...lines],
    issued_at: now,
  });
  return { id, year, number: counter.number };
}

/**
 * Takes an invoice back whole by a credit note that names it. Returns null when there is no such invoice, or it was taken back
 * already. Not authorised.
 */
export async function issueCreditNote(
  tx: Transaction,
  invoiceId: string,
  timeZone: string,
  now: Date,
): ReturnType<typeof issue> {
  const [invoice] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.id, invoiceId), eq(invoices.series, "invoice")));
  if (invoice === undefined) return null;
  const { tenant_id, holder, from, to, currency } = invoice;
  const lines = z.parse(z.array(invoiceLineSchema), invoice.lines);
  const document = {
    series: "credit_note",
    source: `credit:${invoiceId}`,
    tenant_id,
    time_zone: timeZone,
    holder,
    from,
    to,
    currency,
    lines: lines.map((line) => ({
      ...line,
      net: 0 - line.net,
      vat: 0 - line.vat,
      gross: 0 - line.gross,
    })),
    corrects: invoiceId,
  } as const;
  return issue(tx, document, now);
}
