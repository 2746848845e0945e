import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { isStaffOf } from "@/lib/auth/model/staff";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { noteStoreRight } from "@/lib/commands/admin-acts";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { orders } from "@/lib/db/schema/orders";
import { printers, printJobs } from "@/lib/db/schema/printing";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { type PrintJob, printTicketSchema, testPrinterSchema } from "@/lib/printing/model/schema";
import { errorText } from "@/lib/text/error-text";
import { announceJobs } from "./announce";
import { isOpenJob } from "./find-printer";
import { ofStore } from "./printers";
import { toPrintJob } from "./rows";

/** Far above what a printer has to do on a busy evening. */
const OPEN_AT_MOST = 200;

type Added = Result<PrintJob, never>;

interface Asked {
  tenant_id: string;
  printer_id: string;
  order_id: string | null;
  cause: "press" | "test";
}

/** A repeated press gets the job of the first one, and so does a press while the same paper is about to come out. */
async function addJob(tx: Transaction, asked: Asked, pressKey: string | undefined): Promise<Added> {
  const ofPrinter = eq(printJobs.printer_id, asked.printer_id);
  const [known] =
    pressKey === undefined
      ? []
      : await tx
          .select()
          .from(printJobs)
          .where(and(ofPrinter, eq(printJobs.press_key, pressKey)));
  if (known !== undefined)
    return known.order_id === asked.order_id
      ? success(toPrintJob(known))
      : failure("key_reused", errorText("key_reused"));
  const open = await tx
    .select()
    .from(printJobs)
    .where(and(ofPrinter, isOpenJob))
    .orderBy(desc(printJobs.created_at))
    .limit(OPEN_AT_MOST);
  const same = open.find(({ order_id }) => order_id === asked.order_id);
  if (same !== undefined) return success(toPrintJob(same));
  if (open.length >= OPEN_AT_MOST) return failure("conflict", errorText("printer_full"));
  const now = new Date();
  const [row] = await tx
    .insert(printJobs)
    .values({ id: newId(), ...asked, press_key: pressKey ?? null, state: "waiting", created_at: now })
    .returning();
  if (row === undefined) throw new Error("The print job was not stored");
  const job = toPrintJob(row);
  announceJobs(tx, "waiting", [job], now);
  return success(job);
}

/** Locks the printer, so that two presses at once make one job. */
const lockOf = (tx: Transaction, which: { tenant_id: string; printer_id: string }) =>
  tx.select({ id: printers.id }).from(printers).where(ofStore(which)).for("update");

export const testPrinterCommand = defineCommand({
  name: "test_printer",
  scope: null,
  limit: "write",
  input: testPrinterSchema,
  authorise: ({ viewer, input }) => refuseWithout("printers", viewer, input.tenant_id),
  run: ({ input, idempotencyKey }) =>
    transaction(async (tx): Promise<Added> => {
      const [printer] = await lockOf(tx, input);
      if (printer === undefined) return failure("not_found", errorText("printer_gone"));
      return addJob(tx, { ...input, order_id: null, cause: "test" }, idempotencyKey);
    }),
});

/** Prints the ticket of an order on a printer of its store, also when it has been printed before. */
export const printTicketCommand = defineCommand({
  name: "print_ticket",
  scope: null,
  limit: "write",
  input: printTicketSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) =>
    transaction(async (tx): Promise<Added> => {
      const [order] = await tx
        .select({ tenant_id: orders.tenant_id })
        .from(orders)
        .where(eq(orders.id, input.order_id));
      if (order === undefined || !isStaffOf(viewer, order.tenant_id))
        return failure("not_found", errorText("order_not_found"));
      noteStoreRight(viewer, order.tenant_id, "orders");
      const [printer] = await lockOf(tx, { ...order, printer_id: input.printer_id });
      if (printer === undefined) return failure("not_found", errorText("printer_gone"));
      return addJob(tx, { ...order, ...input, cause: "press" }, idempotencyKey);
    }),
});
