import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Words } from "@/components/ui/words";

export function SiteFooter({ children }: { children?: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <footer data-slot="site-footer" className="site-footer page-width">
      <p>{t("promise")}</p>
      <p>
        <a href="/status">{t("status")}</a>
      </p>
      <Words>{children}</Words>
    </footer>
  );
}
