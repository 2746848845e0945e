"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

export default function PartnerError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("partner.error");
  return (
    <main id="main">
      <ErrorState title={t("title")} error={error} onRetry={retry}>
        {t("body")}
      </ErrorState>
    </main>
  );
}
