"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function OrdersError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("orders.error");
  return (
    <ErrorState error={error} onRetry={retry}>
      {t("body")}
    </ErrorState>
  );
}
