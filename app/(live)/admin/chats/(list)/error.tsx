"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function ReportedChatsError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("chat.reports");
  return <ErrorState title={t("error")} error={error} onRetry={retry} />;
}
