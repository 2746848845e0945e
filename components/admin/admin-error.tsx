"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export function AdminError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("admin");
  return <ErrorState title={t("error_title")} error={error} onRetry={retry} />;
}
