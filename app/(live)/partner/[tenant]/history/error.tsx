"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

export default function HistoryError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("partner.history");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return <ErrorState heading="h1" title={t("error_title")} digest={digest} onRetry={retry} />;
}
