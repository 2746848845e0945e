"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function BroadcastsError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("broadcasts.admin");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("error")}
    </ErrorState>
  );
}
