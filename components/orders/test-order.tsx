import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/feedback/badge";
import type { OrderSummary } from "@/lib/orders/model/schema";

/** Says on the customer's page that staff have placed the order to hear the alarm, and that nothing comes. */
export function TestOrder({ order }: { order: Pick<OrderSummary, "is_test"> }) {
  const t = useTranslations("orders.detail");
  if (order.is_test !== true) return null;
  return (
    <p className="flex flex-wrap items-baseline gap-2 text-[0.9375rem]">
      <Badge>{t("test")}</Badge>
      <span>{t("test_lead")}</span>
    </p>
  );
}
