"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Banner } from "@/components/ui/feedback/banner";
import { PageLink } from "@/components/ui/page-link";
import { useMoreOrders } from "@/hooks/orders/use-my-orders";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatDateTime, formatMoney } from "@/lib/text/format";

export interface PastOrdersProps {
  orders: readonly BoardOrder[];
  nextCursor: string | null;
}

/** The newest of them, which people open most. */
const PREFETCHED = 5;

export function PastOrders({ orders, nextCursor }: PastOrdersProps) {
  const t = useTranslations("orders");
  const more = useMoreOrders();
  return (
    <Card aria-labelledby="past-orders" className="px-0 py-2">
      <h2 id="past-orders" className="px-5 pt-3 pb-2 text-lg">
        {t("past")}
      </h2>
      <ul>
        {orders.map((order, index) => (
          <PastOrder key={order.id} order={order} isNew={index < PREFETCHED} />
        ))}
      </ul>
      {more.hasFailed && (
        <Banner tone="danger" role="alert" className="mx-5 my-2">
          {t("more_failed")}
        </Banner>
      )}
      {nextCursor !== null && (
        <div className="px-5 py-3">
          <Button pending={more.isPending} onClick={() => void more.load(nextCursor)}>
            {t("more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function PastOrder({ order, isNew }: { order: BoardOrder; isNew: boolean }) {
  const t = useTranslations("orders");
  const status = useTranslations("status");
  return (
    <li className="border-hair border-t first:border-t-0">
      <PageLink
        href={`/orders/${order.id}`}
        prefetch={isNew}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-5 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_9rem_6rem]"
      >
        <span className="col-start-1 row-start-1 min-w-0 font-bold">
          <bdi>{order.tenant_name}</bdi>
        </span>
        <span
          className={cn(
            "col-start-1 row-start-2 text-[0.9375rem] sm:col-start-2 sm:row-start-1",
            order.order_status === "Cancelled" ? "text-late" : "text-soft",
          )}
        >
          {order.order_status === "Cancelled" && <span aria-hidden="true">✕ </span>}
          <span>{status(`label.${order.order_status}`)}</span>
        </span>
        <data
          value={order.final_amount}
          className="col-start-2 row-start-1 text-end font-semibold text-[0.9375rem] sm:col-start-3"
        >
          {formatMoney(order.final_amount, order.currency)}
        </data>
        <span className="col-span-2 row-start-3 min-w-0 text-[0.875rem] text-soft sm:col-span-3 sm:row-start-2">
          <time dateTime={order.created_at}>{formatDateTime(order.created_at, order.time_zone)}</time>
          <span>{` · ${t("dishes", { count: order.total_qty })} · `}</span>
          <span translate="no" className="font-mono">
            {order.order_code}
          </span>
        </span>
      </PageLink>
    </li>
  );
}
