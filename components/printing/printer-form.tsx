"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import {
  type AddedPrinter,
  PRINTER_NAME_LENGTH,
  type Printer,
  paperSchema,
} from "@/lib/printing/model/schema";

interface PrinterFormProps {
  storeId: string;
  /** Undefined for a new one. */
  printer?: Printer;
  onAdded?: (added: AddedPrinter) => void;
  onDone: () => void;
  onCancel: () => void;
}

export function PrinterForm({ storeId, printer, onAdded, onDone, onCancel }: PrinterFormProps) {
  const t = useTranslations("printing.settings");
  const stateText = useStateText();
  const addPrinter = useCommand("add_printer");
  const changePrinter = useCommand("change_printer");
  const [name, setName] = useState(printer?.name ?? "");
  const [paper, setPaper] = useState(printer?.paper ?? "80mm");
  const [printsOrders, setPrintsOrders] = useState(printer?.prints_orders ?? true);
  const [isPending, setPending] = useState(false);
  const [isNameWrong, setNameWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setProblem(null);
    const input = { tenant_id: storeId, name, paper, prints_orders: printsOrders };
    const result = await (printer === undefined
      ? addPrinter(input, { key: newKey() })
      : changePrinter({ ...input, printer_id: printer.id }, { key: newKey() })
    ).catch(() => null);
    setPending(false);
    setNameWrong(result?.ok === false && result.fieldErrors?.name !== undefined);
    if (result?.ok !== true) {
      if (result?.fieldErrors?.name === undefined)
        setProblem(result?.message ?? stateText("no_answer.printer"));
      return;
    }
    if ("path" in result.data) onAdded?.(result.data);
    else onDone();
  }

  return (
    <form ref={form} noValidate className="grid gap-4" onSubmit={(event) => void save(event)}>
      <Field
        label={t("name")}
        description={t("name_hint")}
        error={isNameWrong ? t("error_name") : undefined}
        required
      >
        <Input
          value={name}
          maxLength={PRINTER_NAME_LENGTH}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t("paper")}>
        <Select value={paper} onChange={(event) => setPaper(paperSchema.parse(event.target.value))}>
          {paperSchema.options.map((each) => (
            <option key={each} value={each}>
              {t(`paper_${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        checked={printsOrders}
        onChange={(event) => setPrintsOrders(event.target.checked)}
        label={t("prints_orders")}
        description={t("prints_orders_hint")}
      />
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="printer-actions">
        <Button type="submit" variant="go" pending={isPending}>
          {t(printer === undefined ? "create" : "save")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
