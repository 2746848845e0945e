"use client";

import { Mail, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

interface ReportActionsProps {
  tenantId: string;
  date: string;
  canMail: boolean;
}

export function ReportActions({ tenantId, date, canMail }: ReportActionsProps) {
  const t = useTranslations("figures.report");
  const stateText = useStateText();
  const announce = useAnnounce();
  const request = useCommand("request_figures_report");
  const [isPending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  // Kept until an answer came, so that pressing again after a lost one sends one mail.
  const key = useRef<string>(undefined);

  async function mail() {
    if (isPending) return;
    setPending(true);
    key.current ??= newKey();
    const result = await request({ tenant_id: tenantId, date }, { key: key.current }).catch(() => null);
    setPending(false);
    if (result !== null) key.current = undefined;
    const message =
      result?.ok === true
        ? t("sent", { recipient: result.data.recipient })
        : (result?.message ?? stateText("no_answer.report"));
    setOutcome(message);
    announce(result?.ok === true ? message : { message, urgent: true });
  }

  return (
    <section className="fig-report" aria-labelledby="fig-report">
      <div>
        <h2 id="fig-report">{t("title")}</h2>
        <p className="fig-soft">{canMail ? t("lead") : t("no_mail")}</p>
      </div>
      <div className="fig-report-actions">
        <Button size="lg" onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          <span>{t("print")}</span>
        </Button>
        {canMail && (
          <Button size="lg" pending={isPending} onClick={() => void mail()}>
            <Mail aria-hidden="true" />
            <span>{t("mail")}</span>
          </Button>
        )}
      </div>
      {outcome !== null && <p className="fig-report-outcome">{outcome}</p>}
    </section>
  );
}
