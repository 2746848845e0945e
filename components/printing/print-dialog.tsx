"use client";

import { Printer as PrinterIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useJobWords, usePrinterWords } from "@/hooks/printing/use-job-words";
import { usePrintTicket } from "@/hooks/printing/use-print-ticket";
import { usePrinting } from "@/hooks/printing/use-printing";
import { knownMaintenance } from "@/lib/broadcasts/client/maintenance";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ON_SCREEN, ticketOf } from "@/lib/printing/model/paper/ticket";
import { isFaulty, printerState } from "@/lib/printing/model/trouble";
import { Paper } from "./paper";
import { PrintSheet } from "./print-sheet";
import "./printing.css";

interface PrintDialogProps {
  isOpen: boolean;
  order: BoardOrder;
  store: { id: string; slug: string };
  onClose: () => void;
}

/**
 * Shows an order's ticket as paper, and prints it on one of the store's printers or with this device. Stays in the page when
 * it is closed, so that the focus returns to where it was.
 */
export function PrintDialog({ isOpen, order, store, onClose }: PrintDialogProps) {
  const t = useTranslations("printing.board");
  return (
    <Dialog
      wide
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { code: order.order_code.replace(/^ORD-/, "") })}
      description={t("lead")}
    >
      <PrintChoices order={order} store={store} />
    </Dialog>
  );
}

function PrintChoices({ order, store }: Pick<PrintDialogProps, "order" | "store">) {
  const t = useTranslations("printing.board");
  const words = useTranslations("printing.paper");
  const { data: ofStore } = usePrinting(store);
  const { data: ofOrder, isError } = usePrinting(store, order.id);
  const printing = ofOrder ?? ofStore;
  const { print, pending, problem } = usePrintTicket();
  const printerWords = usePrinterWords(order.time_zone);
  const jobWords = useJobWords(order.time_zone);
  const blocks = useMemo(
    () => ticketOf(order, ON_SCREEN, (word, values) => words(word, values), knownMaintenance()),
    [order, words],
  );
  const printers = printing?.printers ?? [];
  const nameOf = (id: string) => printers.find((printer) => printer.id === id)?.name ?? "";
  return (
    <>
      <div className="print-dialog">
        <div className="print-choices">
          {problem !== null && <Banner tone="danger">{problem}</Banner>}
          {isError && printing === undefined && <Banner tone="warn">{t("failed_to_load")}</Banner>}
          {!isError && printing === undefined && <p className="text-soft">{t("loading")}</p>}
          {printing !== undefined && printers.length === 0 && <p className="text-soft">{t("no_printers")}</p>}
          {printers.map((printer) => {
            const state = printerState(printer, printing?.readAt ?? 0);
            return (
              <div key={printer.id} className="print-choice">
                <Button
                  variant="go"
                  size="lg"
                  pending={pending === printer.id}
                  aria-describedby={`print-${printer.id}`}
                  onClick={() => void print(order.id, printer.id)}
                >
                  <PrinterIcon aria-hidden="true" />
                  <span>{t("on_printer", { name: printer.name })}</span>
                </Button>
                <small id={`print-${printer.id}`} data-faulty={isFaulty(state) || undefined}>
                  {printerWords(printer, state)}
                </small>
              </div>
            );
          })}
          <Button size="lg" onClick={() => window.print()}>
            {t("on_device")}
          </Button>
          {ofOrder !== undefined && ofOrder.jobs.length > 0 && (
            <section aria-labelledby="printed-before">
              <h3 id="printed-before" className="text-base">
                {t("earlier")}
              </h3>
              <ul className="print-jobs" aria-live="polite">
                {ofOrder.jobs.slice(0, 5).map((job) => (
                  <li key={job.id} data-failed={job.state === "failed" || undefined}>
                    <span>{nameOf(job.printer_id)}</span>
                    <span>{jobWords(job)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long ticket scrolls, also for people without a pointer. */}
        <section className="print-preview" aria-label={t("preview")} tabIndex={0}>
          <Paper blocks={blocks} />
        </section>
      </div>
      <PrintSheet key={order.version} blocks={blocks} />
    </>
  );
}
