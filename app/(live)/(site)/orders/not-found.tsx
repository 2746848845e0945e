import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function OrderNotFound() {
  const t = useTranslations("orders.not_found");
  return (
    <EmptyState
      heading="h1"
      icon={<SearchX />}
      title={t("title")}
      actions={
        <ButtonLink href="/orders" variant="go" size="lg">
          {t("action")}
        </ButtonLink>
      }
    >
      {t("body")}
    </EmptyState>
  );
}
