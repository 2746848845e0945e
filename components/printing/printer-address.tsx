"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { AddedPrinter } from "@/lib/printing/model/schema";

/** The only time that the address can be read. */
export function PrinterAddress({ added, onDone }: { added: AddedPrinter; onDone: () => void }) {
  const t = useTranslations("printing.settings");
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const { name } = added.printer;
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(field.current?.value ?? "");
      setCopied(true);
      announce(t("copied"));
    } catch {
      // The text stays selected, to be copied by hand.
    }
  };

  return (
    <Card aria-labelledby={`${id}-title`} className="grid gap-3">
      <header>
        <h2 id={`${id}-title`} className="text-xl">
          {t("address_title", { name })}
        </h2>
        <p id={`${id}-lead`} className="mt-1 text-soft">
          {t("address_lead")}
        </p>
      </header>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          value={`${location.origin}${added.path}`}
          aria-label={t("address_label", { name })}
          aria-describedby={`${id}-lead`}
          className="input min-w-0 flex-1 basis-80 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span>{isCopied ? t("copied") : t("copy")}</span>
        </Button>
      </div>
      <Button variant="go" onClick={onDone} className="justify-self-start">
        {t("done")}
      </Button>
    </Card>
  );
}
