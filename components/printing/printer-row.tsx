"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useJobWords, usePrinterWords } from "@/hooks/printing/use-job-words";
import type { Printer, PrintJob } from "@/lib/printing/model/schema";
import { isFaulty, printerState } from "@/lib/printing/model/trouble";

interface PrinterRowProps {
  printer: Printer;
  readAt: number;
  timeZone: string;
  lastTest: PrintJob | undefined;
  isTesting: boolean;
  onTest: () => void;
  onChange: () => void;
  onRemove: () => void;
}

export function PrinterRow({
  printer,
  readAt,
  timeZone,
  lastTest,
  isTesting,
  onTest,
  onChange,
  onRemove,
}: PrinterRowProps) {
  const t = useTranslations("printing.settings");
  const words = usePrinterWords(timeZone);
  const jobWords = useJobWords(timeZone);
  const state = printerState(printer, readAt);
  const { name } = printer;
  return (
    <Card className="printer-row" aria-labelledby={`printer-${printer.id}`}>
      <header>
        <h2 id={`printer-${printer.id}`}>{name}</h2>
        <p>
          <span data-faulty={isFaulty(state) || undefined}>{words(printer, state)}</span>
          <span className="text-soft">
            {` · ${t(`paper_${printer.paper}`)} · ${t(printer.prints_orders ? "automatic" : "by_hand")}`}
          </span>
        </p>
        {lastTest !== undefined && (
          <p data-faulty={lastTest.state === "failed" || undefined}>
            {t("last_test", { state: jobWords(lastTest) })}
          </p>
        )}
      </header>
      <div className="printer-actions">
        <Button pending={isTesting} aria-label={t("test_named", { name })} onClick={onTest}>
          {t("test")}
        </Button>
        <Button aria-label={t("change_named", { name })} onClick={onChange}>
          {t("change")}
        </Button>
        <Button aria-label={t("remove_named", { name })} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </Card>
  );
}
