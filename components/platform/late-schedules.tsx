import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";

/** The page announces it: keep-current.tsx. */
export function LateSchedules({ count }: { count: number }) {
  const t = useTranslations("admin.jobs.schedules");
  if (count === 0) return null;
  return (
    <Banner
      tone="warn"
      title={t("warning", { count })}
      actions={<ButtonLink href="#schedules">{t("show")}</ButtonLink>}
    >
      {t("warning_body", { count })}
    </Banner>
  );
}
