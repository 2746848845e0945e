"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

export default function OrdersError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations("orders.error");
  return (
    <ErrorState heading="h1" digest={error.digest} onRetry={retry}>
      {t("body")}
    </ErrorState>
  );
}
