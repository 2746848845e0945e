"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function SwitchesError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("broadcasts.switches");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("error")}
    </ErrorState>
  );
}
