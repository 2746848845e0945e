"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function JobsError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("admin.jobs");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("error")}
    </ErrorState>
  );
}
