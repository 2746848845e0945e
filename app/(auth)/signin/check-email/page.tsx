import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { isDemo } from "@/lib/env";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.check_email"))("title") };
}

export default async function CheckEmailPage() {
  const t = await getTranslations("auth.check_email");
  return (
    <EmptyState
      heading="h1"
      icon={<Mail />}
      title={t("title")}
      actions={
        <>
          {isDemo() && (
            <ButtonLink href="/demo/mailbox" variant="go" size="lg">
              {t("open_mailbox")}
            </ButtonLink>
          )}
          <ButtonLink href="/signin" size="lg">
            {t("again")}
          </ButtonLink>
        </>
      }
    >
      <p>{t("lead")}</p>
      <p className="mt-2">{isDemo() ? t("demo") : t("missing")}</p>
    </EmptyState>
  );
}
