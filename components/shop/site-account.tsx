import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";

export function SiteAccount({ viewer }: { viewer: { name: string } | null }) {
  const t = useTranslations("shop");
  if (viewer === null)
    return (
      <ButtonLink href="/signin" prefetch={false}>
        {t("sign_in")}
      </ButtonLink>
    );
  return (
    <ButtonLink
      href="/settings"
      prefetch={false}
      variant="ghost"
      aria-label={t("account", { name: viewer.name })}
    >
      <CircleUserRound aria-hidden="true" />
      <bdi className="hidden max-w-40 truncate lg:inline">{viewer.name}</bdi>
    </ButtonLink>
  );
}
