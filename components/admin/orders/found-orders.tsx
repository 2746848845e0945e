import Link from "next/link";
import { useTranslations } from "next-intl";
import { historyStage } from "@/components/history/order-stage";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import type { FoundOrder } from "@/lib/platform/model/found-order";
import { formatDateTime, formatMoney } from "@/lib/text/format";

export function FoundOrders({ orders }: { orders: readonly FoundOrder[] }) {
  const t = useTranslations("admin.orders");
  const label = useTranslations("status.label");
  return (
    <table className="admin-table">
      <caption className="sr-only">{t("list")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("order")}</th>
          <th scope="col">{t("placed")}</th>
          <th scope="col">{t("store")}</th>
          <th scope="col">{t("customer")}</th>
          <th scope="col">{t("rider")}</th>
          <th scope="col" className="admin-number">
            {t("amount")}
          </th>
          <th scope="col">{t("status")}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <th scope="row">
              <Link href={`/admin/orders/${order.id}`} prefetch={false} translate="no">
                {order.order_code}
              </Link>
              {order.is_test && <Badge className="ml-2">{t("test")}</Badge>}
            </th>
            <td>
              <time dateTime={order.created_at}>{formatDateTime(order.created_at, order.time_zone)}</time>
            </td>
            <td translate="no">{order.tenant_name}</td>
            <td translate="no">{order.customer_name}</td>
            <td data-label={t("rider")} translate="no">
              {order.rider_name ?? "–"}
            </td>
            <td className="admin-number">{formatMoney(order.final_amount, order.currency)}</td>
            <td>
              <StageBadge stage={historyStage(order)}>{label(order.order_status)}</StageBadge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
