"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function ConnectionsError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("admin.connections");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("error")}
    </ErrorState>
  );
}
