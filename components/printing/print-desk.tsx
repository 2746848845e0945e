"use client";

import { Printer as PrinterIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { PillButton } from "@/components/ui/feedback/pill";
import { later } from "@/components/ui/later";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaiseAlarms, withdrawAlarms } from "@/hooks/board/raised-alarms";
import { useStore } from "@/hooks/board/store-context";
import { useBoardKeys } from "@/hooks/board/use-board-keys";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import { usePreference } from "@/hooks/browser/use-preference";
import { askToPrint, useAskedToPrint } from "@/hooks/printing/print-request";
import { usePrinterWords } from "@/hooks/printing/use-job-words";
import { usePrinting, usePrintingEvents } from "@/hooks/printing/use-printing";
import type { ListedJob } from "@/lib/printing/model/schema";
import { printerState, troubleOf } from "@/lib/printing/model/trouble";
import "./printing.css";

const loadPrintDialog = later(async () => (await import("./print-dialog")).PrintDialog);
const loadPrintTrouble = later(async () => (await import("./print-trouble")).PrintTrouble);
const PrintDialog = lazy(loadPrintDialog);
const PrintTrouble = lazy(loadPrintTrouble);

const troubleKey = ({ id, state }: ListedJob) => `${id}:${state === "failed" ? "failed" : "late"}`;

/**
 * Loads after the page, on all pages of a store. Shows when tickets did not come out, and opens what prints one. Its alarm is
 * the one of technical problems: the sound of an order means an order.
 */
export function PrintDesk() {
  const t = useTranslations("printing.board");
  const faults = useTranslations("printing.fault");
  const announce = useAnnounce();
  const raise = useRaiseAlarms();
  const { tenant, renderedAt, since } = useStore();
  const { board } = useLiveBoard();
  const { data: printing } = usePrinting(tenant);
  usePrintingEvents(tenant.id, since);
  const printerWords = usePrinterWords(tenant.time_zone);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  const [singleKeys] = usePreference("platewire.board.single-keys", "true");
  const nowhere = useRef<HTMLElement>(null);
  const asked = useAskedToPrint();
  const order = board.orders.find(({ id }) => id === asked);
  const [shown, setShown] = useState(order);
  if (order !== undefined && order !== shown) setShown(order);

  useBoardKeys(nowhere, singleKeys === "true", (command, orderId) => {
    if (command.name !== "print" || !board.orders.some(({ id }) => id === orderId)) return false;
    askToPrint(orderId);
    return true;
  });

  useEffect(() => {
    void loadPrintDialog();
    void loadPrintTrouble();
    return () => askToPrint(null);
  }, []);

  /** The ids of the jobs and of the printers that are in trouble. A text, which changes only when they do. */
  const troubled = useClock(
    useCallback(
      (now: number) => {
        if (printing === undefined) return " / ";
        const { jobs, printers } = troubleOf(printing, now, printing.readAt);
        return `${jobs.map(troubleKey).join(" ")}/${printers.map(({ id }) => id).join(" ")}`;
      },
      [printing],
    ),
    renderedAt,
  );
  const [jobs = 0, printers = 0] = troubled.split("/").map((ids) => ids.split(" ").filter(Boolean).length);

  const told = useRef<ReadonlySet<string>>(new Set());
  const tell = useEffectEvent((now: ReadonlySet<string>) => {
    const isNew = (key: string) => now.has(key) && !told.current.has(key);
    const alarms: RaisedAlarm[] = [];
    const alarm = (key: string, text: string) =>
      alarms.push({ key: `printing ${key}`, kind: "printer_fault", text });
    for (const job of printing?.jobs ?? []) {
      if (!isNew(troubleKey(job))) continue;
      const { state, fault } = job;
      const code = job.order_code.replace(/^ORD-/, "");
      const message =
        state === "failed"
          ? t("said_failed", { code, fault: faults(fault ?? "error") })
          : t("said_overdue", { code });
      alarm(troubleKey(job), message);
      announce({
        message,
        burst: { kind: "not printed", summarize: (count) => t("said_burst", { count }) },
      });
    }
    for (const printer of printing?.printers ?? []) {
      if (!isNew(printer.id)) continue;
      const message = t("said_printer", {
        name: printer.name,
        state: printerWords(printer, printerState(printer, printing?.readAt ?? 0)),
      });
      alarm(printer.id, message);
      announce(message);
    }
    withdrawAlarms(({ key, kind }) => kind === "printer_fault" && !now.has(key.replace("printing ", "")));
    raise(alarms);
    told.current = now;
  });
  useEffect(() => tell(new Set(troubled.split(/[ /]/).filter(Boolean))), [troubled]);

  return (
    <>
      {jobs + printers > 0 && (
        <PillButton
          className="print-pill"
          aria-haspopup="dialog"
          aria-label={t("pill_name", { count: jobs })}
          onClick={() => setOpen(true)}
        >
          <PrinterIcon aria-hidden="true" />
          <span aria-hidden="true">{jobs > 0 ? t("pill", { count: jobs }) : t("pill_printer")}</span>
        </PillButton>
      )}
      <Suspense fallback={null}>
        {wasOpened && printing !== undefined && (
          <PrintTrouble isOpen={isOpen} store={tenant} printing={printing} onClose={() => setOpen(false)} />
        )}
        {shown !== undefined && (
          <PrintDialog
            key={shown.id}
            isOpen={order !== undefined}
            order={shown}
            store={tenant}
            onClose={() => askToPrint(null)}
          />
        )}
      </Suspense>
    </>
  );
}
