"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function RiderError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("rider");
  return (
    <main id="main" className="page-width py-8">
      <ErrorState title={t("error_title")} error={error} onRetry={retry}>
        {t("error")}
      </ErrorState>
    </main>
  );
}
