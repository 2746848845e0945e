import "server-only";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { printers, printJobs } from "@/lib/db/schema/printing";
import { toWire } from "@/lib/db/wire";
import {
  type ListedJob,
  listedJobSchema,
  PRINTERS_AT_MOST,
  type Printer,
  type Printing,
  type PrintJob,
} from "@/lib/printing/model/schema";
import { printerColumns, toPrinter, toPrintJob } from "./rows";

const JOBS_AT_MOST = 100;
/** After this, the food has been eaten, and what did not come out concerns nobody. */
const UNPRINTED_HOURS = 12;

async function listPrinters(tenantId: string): Promise<Printer[]> {
  const db = await queryable();
  const rows = await db
    .select(printerColumns)
    .from(printers)
    .where(eq(printers.tenant_id, tenantId))
    .orderBy(asc(printers.created_at), asc(printers.id))
    .limit(PRINTERS_AT_MOST);
  return rows.map(toPrinter);
}

/** A constant, so that a prepared plan uses the index of jobs that are not printed. */
const isUnprinted = sql`${printJobs.state} in ('waiting', 'claimed', 'failed')`;
const isActiveOrder = sql`${orders.order_status} in ('Order Received', 'Preparing', 'Out for Delivery')`;
/**
 * A failed job is settled by the next one for the same printer, and any job when staff have printed the ticket elsewhere since.
 * The automatic tickets of the other printers do not settle it: each of them is wanted.
 */
const isSettled = sql`exists (
  select 1 from ${printJobs} later
  where later.order_id = ${printJobs.order_id}
    and (later.created_at, later.id) > (${printJobs.created_at}, ${printJobs.id})
    and (
      (later.cause = 'press' and later.state = 'printed')
      or (later.printer_id = ${printJobs.printer_id} and ${printJobs.state} = 'failed')
    )
)`;

/** Constants, so that a prepared plan uses the index of tests. */
const isLastTest = sql`${printJobs.cause} = 'test' and not exists (
  select 1 from ${printJobs} later
  where later.cause = 'test' and later.tenant_id = ${printJobs.tenant_id}
    and later.printer_id = ${printJobs.printer_id}
    and (later.created_at, later.id) > (${printJobs.created_at}, ${printJobs.id})
)`;

async function listTests(tenantId: string): Promise<PrintJob[]> {
  const db = await queryable();
  const since = new Date(Date.now() - UNPRINTED_HOURS * 3_600_000);
  const rows = await db
    .select()
    .from(printJobs)
    .where(and(isLastTest, eq(printJobs.tenant_id, tenantId), gt(printJobs.created_at, since)))
    .limit(PRINTERS_AT_MOST);
  return rows.map(toPrintJob);
}

async function listJobs(tenantId: string, orderId: string | undefined): Promise<ListedJob[]> {
  const db = await queryable();
  const since = new Date(Date.now() - UNPRINTED_HOURS * 3_600_000);
  const wanted =
    orderId === undefined
      ? and(isUnprinted, gt(printJobs.created_at, since), isActiveOrder, sql`not ${isSettled}`)
      : eq(printJobs.order_id, orderId);
  const rows = await db
    .select({
      id: printJobs.id,
      tenant_id: printJobs.tenant_id,
      printer_id: printJobs.printer_id,
      order_id: printJobs.order_id,
      order_code: orders.order_code,
      cause: printJobs.cause,
      state: printJobs.state,
      fault: printJobs.fault,
      created_at: printJobs.created_at,
      ended_at: printJobs.ended_at,
    })
    .from(printJobs)
    .innerJoin(orders, eq(orders.id, printJobs.order_id))
    .where(and(eq(printJobs.tenant_id, tenantId), wanted))
    .orderBy(desc(printJobs.created_at), desc(printJobs.id))
    .limit(JOBS_AT_MOST);
  return rows.map((row) => toWire(listedJobSchema, row));
}

/**
 * Returns the store's printers, with the tickets of open orders that have not come out; with `orderId`, with all tickets of
 * that order instead, newest first, and the last test prints. Null when the viewer is not the store's staff.
 */
export async function readPrinting(
  viewer: Pick<Viewer, "isAdmin" | "tenantIds">,
  tenantId: string,
  orderId?: string,
): Promise<Printing | null> {
  if (!isStaffOf(viewer, tenantId)) return null;
  const [found, jobs] = [await listPrinters(tenantId), await listJobs(tenantId, orderId)];
  return { printers: found, jobs, tests: await listTests(tenantId) };
}
