import { useTranslations } from "next-intl";
import { lazy, memo, Suspense } from "react";
import { Badge } from "@/components/ui/feedback/badge";
import { later } from "@/components/ui/later";
import { PageLink } from "@/components/ui/page-link";
import { useStore } from "@/hooks/board/store-context";
import { finishedAt } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatMoney, formatTime } from "@/lib/text/format";
import { shortCode } from "./short-code";

const TicketUnread = lazy(later(async () => (await import("@/components/chat/ticket-unread")).TicketUnread));
const RecordRefund = lazy(
  later(async () => (await import("@/components/refunds/record-refund")).RecordRefund),
);

export const DoneLine = memo(function DoneLine({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner");
  const { tenant } = useStore();
  const isCancelled = order.order_status === "Cancelled";
  const time = formatTime(finishedAt(order), order.time_zone);
  return (
    <article className="done-line" data-code={order.order_code}>
      <PageLink
        href={`/partner/${tenant.slug}/history/${order.id}`}
        prefetch={false}
        className="done-code"
        translate="no"
      >
        <span className="sr-only">ORD-</span>
        <span>{shortCode(order.order_code)}</span>
      </PageLink>
      {order.is_test === true && <Badge>{t("ticket.test")}</Badge>}
      <span className="done-end" data-cancelled={isCancelled || undefined}>
        {t(isCancelled ? "ticket.cancelled" : "ticket.delivered", { time })}
      </span>
      <span className="done-customer">
        <span translate="no">{order.customer_name}</span>
        <data value={order.final_amount}>{formatMoney(order.final_amount, order.currency)}</data>
      </span>
      <Suspense fallback={null}>
        <TicketUnread order={order} />
        <RecordRefund order={order} />
      </Suspense>
      {isCancelled && <CancelReason order={order} />}
    </article>
  );
});

function CancelReason({ order }: { order: BoardOrder }) {
  const t = useTranslations("partner");
  const reason = order.cancel_reason;
  const isSaidByReason = reason === "CUSTOMER_CANCELLED" || reason === "PARTNER_TIMEOUT";
  const parts = [
    reason !== null && t(`reason.${reason}`),
    !isSaidByReason && order.cancelled_by !== null && t(`by.${order.cancelled_by}`),
    order.cancel_note !== null && `“${order.cancel_note}”`,
  ];
  return <span className="done-why">{parts.filter(Boolean).join(" · ")}</span>;
}
