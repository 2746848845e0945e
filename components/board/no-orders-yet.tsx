import { ChefHat } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export function NoOrdersYet() {
  const t = useTranslations("partner.empty");
  return (
    <EmptyState heading="h3" icon={<ChefHat />} title={t("title")}>
      {t("body")}
    </EmptyState>
  );
}
