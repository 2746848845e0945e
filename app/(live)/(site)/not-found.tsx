import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function RestaurantNotFound() {
  const t = useTranslations("shop.not_found");
  return (
    <EmptyState
      heading="h1"
      icon={<SearchX />}
      title={t("title")}
      actions={
        <ButtonLink href="/" variant="go" size="lg">
          {t("action")}
        </ButtonLink>
      }
    >
      {t("body")}
    </EmptyState>
  );
}
