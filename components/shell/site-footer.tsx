import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export function SiteFooter({ children }: { children?: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <footer data-slot="site-footer" className="site-footer page-width">
      <p>{t("promise")}</p>
      {children}
    </footer>
  );
}
