"use client";

import { useTranslations } from "next-intl";
import type { Printer, PrintJob } from "@/lib/printing/model/schema";
import type { PrinterState } from "@/lib/printing/model/trouble";
import { formatTime } from "@/lib/text/format";

export function usePrinterWords(timeZone: string): (printer: Printer, state: PrinterState) => string {
  const t = useTranslations("printing.state");
  return ({ seen_at }, state) => t(state, { time: seen_at === null ? "" : formatTime(seen_at, timeZone) });
}

export function useJobWords(timeZone: string): (job: PrintJob) => string {
  const t = useTranslations("printing.job");
  const faults = useTranslations("printing.fault");
  return ({ state, fault, created_at, ended_at }) =>
    t(state, {
      time: formatTime(state === "printed" ? (ended_at ?? created_at) : created_at, timeZone),
      fault: faults(fault ?? "error"),
    });
}
