import "server-only";
import { getTableColumns } from "drizzle-orm";
import { printers } from "@/lib/db/schema/printing";
import { toWire } from "@/lib/db/wire";
import { type Printer, type PrintJob, printerSchema, printJobSchema } from "@/lib/printing/model/schema";

/** The secret's hash stays here, and so does what only the queue reads. */
const {
  secret_hash: _secretHash,
  demo: _demo,
  told_at: _toldAt,
  fetched_job_id: _fetched,
  ...columns
} = getTableColumns(printers);
export const printerColumns = columns;

export const toPrinter = (row: object): Printer => toWire(printerSchema, row);
export const toPrintJob = (row: object): PrintJob => toWire(printJobSchema, row);
