"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/form/checkbox";
import { usePageTimeZone } from "@/hooks/browser/page-time-zone";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Consent, PersonalExport } from "@/lib/privacy/model/schema";
import { formatDate, formatDateTime } from "@/lib/text/format";
import { EraseAccount } from "./erase-account";

interface DataPanelProps {
  userId: string;
  email: string;
  exports: readonly PersonalExport[];
  consent: Consent;
}

/** The panel in which a person decides about their own data: consent, an archive, erasure. */
export function DataPanel({ userId, email, exports, consent }: DataPanelProps) {
  const t = useTranslations("settings.data");
  return (
    <Card id="data" aria-labelledby="data-title" className="grid grid-cols-1 gap-5">
      <h2 id="data-title" className="text-xl">
        {t("title")}
      </h2>
      <MarketingConsent first={consent} />
      <Archives exports={exports} />
      <EraseAccount userId={userId} email={email} />
    </Card>
  );
}

function MarketingConsent({ first }: { first: Consent }) {
  const t = useTranslations("settings.data.marketing");
  const stateText = useStateText();
  const setConsent = useCommand("set_marketing_consent");
  const [consent, setKnown] = useState(first);
  const [isPending, startTransition] = useTransition();
  const change = (isGiven: boolean) =>
    startTransition(async () => {
      const result = await setConsent({ is_given: isGiven }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) setKnown(result.data);
      else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.job")));
    });
  const date = consent.changed_at === null ? "" : formatDate(consent.changed_at, "UTC");
  const since =
    consent.changed_at === null ? t("never") : t(consent.is_given ? "since_on" : "since_off", { date });
  return (
    <Checkbox
      label={t("label")}
      description={`${t("hint")} ${since}`}
      checked={consent.is_given !== isPending}
      aria-busy={isPending}
      onChange={(event) => {
        if (!isPending) change(event.target.checked);
      }}
    />
  );
}

function Archives({ exports }: { exports: readonly PersonalExport[] }) {
  const t = useTranslations("settings.data.export");
  const stateText = useStateText();
  const timeZone = usePageTimeZone();
  const requestExport = useCommand("request_export");
  const refresh = useRefresh();
  const [isPending, startTransition] = useTransition();
  const ask = () =>
    startTransition(async () => {
      const result = await requestExport({}, { key: newKey() }).catch(() => null);
      if (result?.ok === true) showToast((toast) => toast(t("asked")));
      else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.job")));
      if (result !== null) refresh();
    });
  const timeOf = (at: string) => formatDateTime(at, timeZone);
  return (
    <section aria-labelledby="export" className="grid grid-cols-1 gap-3 border-t border-hair pt-4">
      <h3 id="export" className="text-lg">
        {t("title")}
      </h3>
      <p className="text-soft">{t("lead")}</p>
      {exports.length > 0 && (
        <ul className="grid gap-2">
          {exports.map(({ id, asked_at, ready_at, expires_at }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span>
                {ready_at === null
                  ? t("building", { time: timeOf(asked_at) })
                  : t("ready", { time: timeOf(ready_at), until: timeOf(expires_at) })}
              </span>
              {ready_at !== null && (
                <a
                  href={`/api/me/exports/${id}`}
                  download
                  className="font-semibold underline"
                  aria-label={t("download_named", { time: timeOf(ready_at) })}
                >
                  {t("download")}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button pending={isPending} onClick={ask} className="justify-self-start">
        {t("ask")}
      </Button>
    </section>
  );
}
