"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";

export default function PartnerError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("partner.error");
  return (
    <main id="main">
      <ErrorState heading="h1" title={t("title")} digest={digestOf(error)} onRetry={retry}>
        {t("body")}
      </ErrorState>
    </main>
  );
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}
