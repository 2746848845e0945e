import "server-only";
import type { Transaction } from "@/lib/db/transaction";
import { type PrintJobState, printerEvent, printJobEvent } from "@/lib/printing/model/events";
import { printingChannel } from "@/lib/printing/model/printing-channel";
import type { Condition, JobFault } from "@/lib/printing/model/schema";
import { draftEvents, publishDrafts } from "@/lib/realtime/publish/publish";

interface ChangedJob {
  readonly id: string;
  readonly tenant_id: string;
  readonly printer_id: string;
  readonly order_id: string | null;
  readonly fault: JobFault | null;
}

export function announceJobs(
  tx: Transaction,
  state: PrintJobState,
  jobs: readonly ChangedJob[],
  now: Date,
): void {
  publishDrafts(
    tx,
    draftEvents(
      jobs.map(({ id, tenant_id, printer_id, order_id, fault }) => ({
        channel: printingChannel.name(tenant_id),
        event: printJobEvent,
        data: { job_id: id, printer_id, order_id, state, fault, timestamp: now.toISOString() },
      })),
    ),
  );
}

export function announcePrinter(
  tx: Transaction,
  { id, tenant_id }: { id: string; tenant_id: string },
  condition: Condition | null,
  now: Date,
): void {
  publishDrafts(
    tx,
    draftEvents([
      {
        channel: printingChannel.name(tenant_id),
        event: printerEvent,
        data: { printer_id: id, condition, timestamp: now.toISOString() },
      },
    ]),
  );
}
