import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";

export function AlreadySignedIn({ name, callbackUrl }: { name: string; callbackUrl: string }) {
  const t = useTranslations("auth.already");
  return (
    <Banner
      title={t("lead", { name })}
      actions={
        <ButtonLink href={callbackUrl} size="sm">
          {t("continue", { name })}
        </ButtonLink>
      }
    >
      {t("other")}
    </Banner>
  );
}
