"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { usePrinting } from "@/hooks/printing/use-printing";
import type { ReadPrinting } from "@/lib/printing/client/fetch";
import type { AddedPrinter, Printer } from "@/lib/printing/model/schema";
import { PrinterAddress } from "./printer-address";
import { PrinterForm } from "./printer-form";
import { PrinterRow } from "./printer-row";
import "./printing.css";

interface PrintersPanelProps {
  store: { id: string; slug: string; timeZone: string };
  printing: ReadPrinting;
}

/** A store's printers. What other staff change, and what the printers report, appears by itself. */
export function PrintersPanel({ store, printing: fromServer }: PrintersPanelProps) {
  const t = useTranslations("printing.settings");
  const stateText = useStateText();
  const announce = useAnnounce();
  const { data: printing = fromServer, refetch } = usePrinting(store, null, fromServer);
  const testPrinter = useCommand("test_printer");
  const removePrinter = useCommand("remove_printer");
  const [added, setAdded] = useState<AddedPrinter | null>(null);
  /** The id of the printer that is changed, or `new`. */
  const [edited, setEdited] = useState<string | null>(null);
  const [asked, setAsked] = useState<Printer | null>(null);
  const [pending, setPending] = useState<string | null>(null);
  const [note, setNote] = useState<{ tone: "info" | "danger"; text: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  // The pressed button disappears, so the focus moves to the list.
  const keepFocus = () => list.current?.focus();

  function tell(tone: "info" | "danger", text: string) {
    setNote({ tone, text });
    announce({ message: text, urgent: tone === "danger" });
  }

  async function run(
    key: string,
    send: () => Promise<{ ok: true } | { ok: false; message: string }>,
    done: string,
  ) {
    if (pending !== null) return false;
    setPending(key);
    const result = await send().catch(() => null);
    setPending(null);
    if (result?.ok === true) tell("info", done);
    else tell("danger", result?.message ?? stateText("no_answer.printer"));
    void refetch();
    return result?.ok === true;
  }

  const inputOf = (printer: Printer) => ({ tenant_id: store.id, printer_id: printer.id });
  const test = (printer: Printer) =>
    run(
      `test ${printer.id}`,
      () => testPrinter(inputOf(printer), { key: newKey() }),
      t("test_sent", { name: printer.name }),
    );

  async function remove(printer: Printer) {
    const isDone = await run(
      `remove ${printer.id}`,
      () => removePrinter(inputOf(printer), { key: newKey() }),
      t("removed", { name: printer.name }),
    );
    setAsked(null);
    if (!isDone) return;
    if (added?.printer.id === printer.id) setAdded(null);
    keepFocus();
  }

  const close = () => {
    setEdited(null);
    keepFocus();
  };
  const saved = () => {
    close();
    void refetch();
  };

  return (
    <div ref={list} tabIndex={-1} className="printers">
      {note !== null && <Banner tone={note.tone}>{note.text}</Banner>}
      {added !== null && (
        <PrinterAddress
          added={added}
          onDone={() => {
            setAdded(null);
            keepFocus();
          }}
        />
      )}
      {printing.printers.length === 0 && edited === null && <p className="text-soft">{t("none")}</p>}
      {printing.printers.map((printer) =>
        edited === printer.id ? (
          <Card key={printer.id}>
            <PrinterForm storeId={store.id} printer={printer} onDone={saved} onCancel={close} />
          </Card>
        ) : (
          <PrinterRow
            key={printer.id}
            printer={printer}
            readAt={printing.readAt}
            timeZone={store.timeZone}
            lastTest={printing.tests.find(({ printer_id }) => printer_id === printer.id)}
            isTesting={pending === `test ${printer.id}`}
            onTest={() => void test(printer)}
            onChange={() => setEdited(printer.id)}
            onRemove={() => setAsked(printer)}
          />
        ),
      )}
      {edited === "new" ? (
        <Card>
          <PrinterForm
            storeId={store.id}
            onDone={saved}
            onAdded={(made) => {
              setAdded(made);
              setEdited(null);
              void refetch();
            }}
            onCancel={close}
          />
        </Card>
      ) : (
        <Button size="lg" className="justify-self-start" onClick={() => setEdited("new")}>
          <Plus aria-hidden="true" />
          <span>{t("add")}</span>
        </Button>
      )}
      <ConfirmDialog
        danger
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("remove_title", { name: asked?.name ?? "" })}
        description={t("remove_lead")}
        confirmLabel={t("remove_confirm")}
        cancelLabel={t("remove_keep")}
        pending={asked !== null && pending === `remove ${asked.id}`}
        onConfirm={() => asked !== null && void remove(asked)}
      />
    </div>
  );
}
