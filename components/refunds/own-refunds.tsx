"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { later } from "@/components/ui/later";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { useOrderRefunds } from "@/hooks/refunds/use-order-refunds";
import { userChannel } from "@/lib/auth/model/channels";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { OrderRefunds } from "@/lib/refunds/model/schema";
import { formatDateTime, formatMoney } from "@/lib/text/format";

const RefundDialog = lazy(later(async () => (await import("./refund-dialog")).RefundDialog));

interface OwnRefundsProps {
  order: OrderDetail;
  since: string | undefined;
}

/** For an order's customer, once it has ended: its refunds, and a way to ask for one. */
export function OwnRefunds({ order, since }: OwnRefundsProps) {
  const t = useTranslations("refunds.own");
  const common = useTranslations("common");
  const { data, isError, refetch } = useOrderRefunds(order.id);
  const [isOpen, setOpen] = useState(false);
  const reread = useSpreadOut(() => void refetch());
  useChannel(
    userChannel.of(order.user_id),
    {
      ...RIDING_IGNORED,
      ...CHAT_IGNORED,
      order_status_update: ignore,
      payment_status: ignore,
      notification: ignore,
      notifications_read: ignore,
      refund_changed: ({ order_id }) => {
        if (order_id === order.id) void refetch();
      },
      reset: reread,
    },
    { since },
  );
  if (data?.left === 0 && data.refunds.length === 0) return null;
  return (
    <Card aria-labelledby="own-refunds" className="grid grid-cols-1 gap-3">
      <h2 id="own-refunds" className="text-lg">
        {t(data === undefined || data.refunds.length === 0 ? "title" : "list")}
      </h2>
      {data === undefined ? (
        isError ? (
          <Banner tone="warn" actions={<Button onClick={() => void refetch()}>{common("retry")}</Button>}>
            {t("error")}
          </Banner>
        ) : (
          <div role="status">
            <span className="sr-only">{t("loading")}</span>
            <Skeleton className="h-10 rounded-xl" />
          </div>
        )
      ) : (
        <>
          <RefundLines data={data} />
          {data.left > 0 && !data.refunds.some(({ status }) => status === "pending_approval") && (
            <Button className="justify-self-start" onClick={() => setOpen(true)}>
              {t("button")}
            </Button>
          )}
        </>
      )}
      <Suspense fallback={null}>
        {isOpen && (
          <RefundDialog
            orderId={order.id}
            orderCode={order.order_code}
            isCustomer
            onClose={() => setOpen(false)}
            onDone={() => void refetch()}
          />
        )}
      </Suspense>
    </Card>
  );
}

function RefundLines({ data: { refunds, time_zone } }: { data: OrderRefunds }) {
  const t = useTranslations("refunds");
  if (refunds.length === 0) return null;
  return (
    <ul className="grid gap-3">
      {refunds.map((refund) => (
        <li key={refund.id} className="grid gap-1">
          <p className="flex flex-wrap justify-between gap-x-4 font-semibold">
            <span>{t(`status.${refund.status}`)}</span>
            <data value={refund.amount}>{formatMoney(refund.amount, refund.currency)}</data>
          </p>
          <time dateTime={refund.created_at} className="text-[0.9375rem] text-soft">
            {formatDateTime(refund.created_at, time_zone)}
          </time>
          {(refund.status === "refunded" || refund.status === "processing") && (
            <p>{t(refund.is_credit ? "card.credit" : "card.to_card")}</p>
          )}
          {refund.answer_note !== null && refund.answer_note !== "" && (
            <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">{`“${refund.answer_note}”`}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
