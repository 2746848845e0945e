import { useTranslations } from "next-intl";
import type { OrderSummary } from "@/lib/orders/model/schema";

export function CallStore({ order }: { order: Pick<OrderSummary, "tenant_name" | "tenant_phone"> }) {
  const t = useTranslations("orders.detail");
  if (order.tenant_phone === null) return null;
  return (
    <a href={`tel:${order.tenant_phone.replaceAll(/[^\d+]/g, "")}`} className="underline underline-offset-2">
      <bdi>{t("call", { store: order.tenant_name })}</bdi>
    </a>
  );
}
