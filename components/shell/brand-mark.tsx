import Link from "next/link";
import { useTranslations } from "next-intl";

export function BrandMark({ href = "/" }: { href?: string }) {
  const t = useTranslations("shell");
  return (
    <Link href={href} className="brand-mark" translate="no">
      <span aria-hidden="true" className="brand-lamp" />
      <span>{t("brand")}</span>
    </Link>
  );
}
