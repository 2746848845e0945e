import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";

export function BrandMark({ href = "/" }: { href?: string }) {
  const t = useTranslations("shell");
  return (
    <PageLink href={href} className="brand-mark" translate="no">
      <span aria-hidden="true" className="brand-lamp" />
      <span>{t("brand")}</span>
    </PageLink>
  );
}
