import { canPrint } from "./poll";
import type { Condition, ListedJob, Printer, Printing } from "./schema";

/** Printers ask every few seconds, which is written down every 30 s. */
export const SILENT_MS = 90_000;
/** Longer than a printer takes when everything works. */
export const OVERDUE_MS = 60_000;

export type PrinterState = Condition | "unseen" | "silent";

/** `readAt` is when the printer was read from the server: it may have asked since. */
export function printerState({ condition, seen_at }: Printer, readAt: number): PrinterState {
  if (condition === null || seen_at === null) return "unseen";
  return readAt - Date.parse(seen_at) > SILENT_MS ? "silent" : condition;
}

/** A printer that has never asked is being set up. */
export function isFaulty(state: PrinterState): boolean {
  return state === "silent" || (state !== "unseen" && !canPrint(state));
}

export interface Trouble {
  /** Failed, or waiting for longer than a printer takes. */
  readonly jobs: readonly ListedJob[];
  /** Printers that print each accepted order, and cannot. */
  readonly printers: readonly Printer[];
}

export function troubleOf(
  { printers, jobs }: Pick<Printing, "printers" | "jobs">,
  now: number,
  readAt: number,
): Trouble {
  const isOverdue = ({ created_at }: ListedJob) => now - Date.parse(created_at) > OVERDUE_MS;
  return {
    jobs: jobs.filter((job) => job.state === "failed" || (job.state !== "printed" && isOverdue(job))),
    printers: printers.filter((printer) => printer.prints_orders && isFaulty(printerState(printer, readAt))),
  };
}
