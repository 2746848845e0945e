"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function IncidentsError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("health.admin");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("error")}
    </ErrorState>
  );
}
