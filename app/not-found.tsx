import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/feedback/empty-state";

/** Uses plain links and no header with scripts, because it is part of every page's first load. */
export default function NotFound() {
  const t = useTranslations("common");
  const shell = useTranslations("shell");
  return (
    <>
      <header className="site-header">
        <div className="site-header-row page-width">
          <a href="/" className="brand-mark" translate="no">
            <span aria-hidden="true" className="brand-lamp" />
            <span>{shell("brand")}</span>
          </a>
        </div>
      </header>
      <main id="main">
        <EmptyState
          heading="h1"
          icon="?"
          title={t("not_found.title")}
          actions={
            <a href="/" className="button button-go button-lg">
              {t("go_home")}
            </a>
          }
        >
          {t("not_found.body")}
        </EmptyState>
      </main>
    </>
  );
}
