"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function StatusError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("health");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("failed")}
    </ErrorState>
  );
}
