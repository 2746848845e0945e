import Link from "next/link";
import { useTranslations } from "next-intl";
import { historyStage } from "@/components/history/order-stage";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { linesToCome } from "@/lib/orders/model/unavailable/lines";
import { formatDateTime, formatMoney } from "@/lib/text/format";

interface HistoryTableProps {
  path: string;
  orders: readonly BoardOrder[];
}

export function HistoryTable({ path, orders }: HistoryTableProps) {
  const t = useTranslations("partner.history");
  const label = useTranslations("status.label");
  const reason = useTranslations("partner.reason");
  return (
    <table className="history-table">
      <caption className="sr-only">{t("list")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("order")}</th>
          <th scope="col">{t("placed")}</th>
          <th scope="col">{t("customer")}</th>
          <th scope="col">{t("items")}</th>
          <th scope="col" className="history-amount">
            {t("amount")}
          </th>
          <th scope="col">{t("status_column")}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <th scope="row">
              <Link href={`${path}/${order.id}`} prefetch={false} translate="no">
                {order.order_code}
              </Link>
              {order.is_test === true && <Badge className="ml-2">{t("test")}</Badge>}
            </th>
            <td className="history-time">
              <time dateTime={order.created_at}>{formatDateTime(order.created_at, order.time_zone)}</time>
            </td>
            <td className="history-customer" translate="no">
              {order.customer_name}
            </td>
            <td className="history-items">
              {linesToCome(order)
                .map((item) => `${item.quantity} × ${item.name}`)
                .join(", ")}
            </td>
            <td className="history-amount">{formatMoney(order.final_amount, order.currency)}</td>
            <td className="history-status">
              <StageBadge stage={historyStage(order)}>{label(order.order_status)}</StageBadge>
              {order.cancel_reason !== null && (
                <small className="history-reason">{reason(order.cancel_reason)}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
