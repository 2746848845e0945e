"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/feedback/error-state";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("common");
  return (
    <main id="main">
      <ErrorState
        error={error}
        onRetry={retry}
        actions={
          // A plain link reloads the whole page after an error.
          <a href="/" className="button button-outline button-lg">
            {t("go_home")}
          </a>
        }
      />
    </main>
  );
}
