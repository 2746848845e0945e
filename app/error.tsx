"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("common");
  return (
    <main id="main">
      <ErrorState
        heading="h1"
        digest={digestOf(error)}
        onRetry={retry}
        actions={
          <ButtonLink href="/" size="lg">
            {t("go_home")}
          </ButtonLink>
        }
      />
    </main>
  );
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}
