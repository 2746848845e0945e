import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Drawing } from "@/components/ui/icon";

const CHEF_HAT =
  "M10 11v5M14 11v5M6 12.65c0-.457-.316-.844-.727-1.041A4 4 0 017.52 4.034a1.53 1.53 0 001.367-.547 4 4 0 016.225 0 1.53 1.53 0 001.367.547 4 4 0 012.248 7.575c-.411.197-.727.584-.727 1.04V19a2 2 0 01-2 2H8a2 2 0 01-2-2zM6 16h12";

export function NoOrdersYet() {
  const t = useTranslations("partner.empty");
  return (
    <EmptyState heading="h3" icon={<Drawing d={CHEF_HAT} />} title={t("title")}>
      {t("body")}
    </EmptyState>
  );
}
