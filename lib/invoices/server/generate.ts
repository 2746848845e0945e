import "server-only";
import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";
import { invoices } from "@/lib/db/schema/invoices";
import { ledgerDays, ledgerEntries, ledgerTransactions } from "@/lib/db/schema/ledger";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { type InvoiceLine, totalsOf } from "@/lib/invoices/model/schema";
import { defineJob, type OnProgress } from "@/lib/jobs/define-job";
import { issue } from "./issue";

/** A day is invoiced so long after its end: by then the ledger has all of it. */
const WAIT_HOURS = 3;
const AT_ONCE = 5_000;

const CHARGES = ["platform_fee", "vat"];

interface DueDay {
  readonly tenant_id: string;
  readonly time_zone: string;
  readonly currency: string;
  readonly date: string;
}

async function findDueDays(now: Date): Promise<DueDay[]> {
  const db = await queryable();
  const source = sql`'store:' || ${ledgerDays.tenant_id} || ':' || ${ledgerDays.date} || ':' || ${ledgerDays.currency}`;
  return db
    .selectDistinct({
      tenant_id: ledgerDays.tenant_id,
      time_zone: tenants.time_zone,
      currency: ledgerDays.currency,
      date: ledgerDays.date,
    })
    .from(ledgerDays)
    .innerJoin(tenants, eq(tenants.id, ledgerDays.tenant_id))
    .where(
      and(
        eq(ledgerDays.account, "platform_fee"),
        eq(ledgerDays.holder, sql`${ledgerDays.tenant_id}::text`),
        sql`${ledgerDays.date} < ((${now.toISOString()}::timestamptz - make_interval(hours => ${WAIT_HOURS}::int)) at time zone ${tenants.time_zone})::date`,
        notExists(db.select({ one: sql`1` }).from(invoices).where(eq(invoices.source, source))),
      ),
    )
    .orderBy(asc(ledgerDays.date), asc(ledgerDays.tenant_id))
    .limit(AT_ONCE);
}

/** What the platform charged the store, one line for each order. */
async function readLines(tx: Transaction, { tenant_id, currency, date }: DueDay): Promise<InvoiceLine[]> {
  const ofAccount = (account: string) =>
    sql<string>`coalesce(sum(${ledgerEntries.amount}) filter (where ${ledgerEntries.account} = ${account}), 0)`;
  const rows = await tx
    .select({
      order_id: ledgerTransactions.order_id,
      order_code: orders.order_code,
      net: ofAccount("platform_fee"),
      vat: ofAccount("vat"),
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transaction_id, ledgerTransactions.id))
    .leftJoin(orders, eq(orders.id, ledgerTransactions.order_id))
    .where(
      and(
        eq(ledgerTransactions.tenant_id, tenant_id),
        eq(ledgerTransactions.currency, currency),
        eq(ledgerTransactions.date, date),
        eq(ledgerEntries.holder, tenant_id),
        inArray(ledgerEntries.account, CHARGES),
      ),
    )
    .groupBy(ledgerTransactions.order_id, orders.order_code)
    .orderBy(asc(orders.order_code));
  return rows.map(({ order_id, order_code, ...sums }) => {
    const net = Number(sums.net);
    const vat = Number(sums.vat);
    return { order_id, order_code, net, vat, gross: net + vat };
  });
}

async function invoiceDay(day: DueDay, now: Date): Promise<boolean> {
  const { tenant_id, time_zone, currency, date } = day;
  return transaction(async (tx) => {
    const lines = await readLines(tx, day);
    const issued = await issue(
      tx,
      {
        // More was taken back than charged.
        series: totalsOf(lines).gross < 0 ? "credit_note" : "invoice",
        source: `store:${tenant_id}:${date}:${currency}`,
        tenant_id,
        time_zone,
        holder: tenant_id,
        from: date,
        to: date,
        currency,
        lines,
        corrects: null,
      },
      now,
    );
    return issued !== null;
  });
}

/** Writes the invoices of all days that are over in their stores' time zones. Returns how many it wrote. */
export async function generateDueInvoices(now: Date, onProgress?: OnProgress): Promise<number> {
  const days = await findDueDays(now);
  let written = 0;
  for (const [done, day] of days.entries()) {
    onProgress?.(done, days.length);
    if (await invoiceDay(day, now)) written += 1;
  }
  return written;
}

export const generateInvoices = defineJob({
  name: "invoice:generate",
  input: z.object({}),
  schedule: { cron: "25 * * * *", everyMinutes: 60 },
  retry: null,
  timeoutSeconds: 600,
  run: (_, { progress }) => generateDueInvoices(new Date(), progress),
});
