import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { SiteHeader } from "@/components/shell/site-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("common");
  return (
    <>
      <SiteHeader />
      <main id="main">
        <EmptyState
          heading="h1"
          icon={<SearchX />}
          title={t("not_found.title")}
          actions={
            <ButtonLink href="/" variant="go" size="lg">
              {t("go_home")}
            </ButtonLink>
          }
        >
          {t("not_found.body")}
        </EmptyState>
      </main>
    </>
  );
}
