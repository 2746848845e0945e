"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { OrderReceipt } from "@/components/orders/order-receipt";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { later } from "@/components/ui/later";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { forgetUnpaidOrder } from "@/hooks/payments/unpaid-cart";
import { useUnpaidOrder } from "@/hooks/payments/use-unpaid-order";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { OrderPayment } from "@/lib/payments/model/schema";
import { formatMoney, formatTime } from "@/lib/text/format";

const DemoCardForm = lazy(
  later(async () => (await import("@/components/payments/demo-card-form")).DemoCardForm),
);

export interface PayOrderProps {
  order: OrderDetail;
  payment: OrderPayment;
  since: string | undefined;
}

const lastCode = ({ attempts }: OrderPayment) =>
  attempts.findLast(({ kind }) => kind === "authorize")?.code ?? null;

/** An order that the store does not have yet: its customer pays first. */
export function PayOrder({ order, payment, since }: PayOrderProps) {
  const t = useTranslations("payments.pay");
  const [isAsked, setAsked] = useState(false);
  const refresh = useUnpaidOrder(order, since, isAsked || payment.client_secret === null);
  useAsPageTimeZone(order.time_zone);
  const store = order.tenant_name;
  const amount = formatMoney(payment.amount, payment.currency);
  // Another card was refused meanwhile, also by a late answer: the form is there again.
  useEffect(() => {
    if (payment.status === "failed") setAsked(false);
  }, [payment.status]);

  return (
    <article className="order-page">
      <header className="grid grid-cols-1 gap-2 px-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-[0.9375rem] text-soft">
          <Link href={`/${order.tenant_slug}`} className="underline underline-offset-2">
            <bdi>{store}</bdi>
          </Link>
          <span translate="no" className="font-mono font-semibold">
            {order.order_code}
          </span>
        </p>
        <h1 className="font-bold text-[1.75rem] sm:text-[2.25rem]">
          {payment.is_over ? t("over_title") : t("title", { store })}
        </h1>
      </header>
      <div className="order-parts">
        <div className="grid grid-cols-1 content-start gap-4">
          {payment.is_over ? (
            <Over order={order} payment={payment} />
          ) : (
            <>
              <p className="px-1">
                <span>{t("explain", { store })}</span>
                {payment.expires_at !== null && (
                  <span className="block text-soft">
                    {t("until", { time: formatTime(payment.expires_at, order.time_zone) })}
                  </span>
                )}
              </p>
              {isAsked ? (
                <Banner title={t("processing_title")}>{t("processing")}</Banner>
              ) : payment.client_secret == null ? (
                <Banner tone="warn" title={t("starting_title")}>
                  {t("starting")}
                </Banner>
              ) : (
                <Suspense fallback={<Skeleton className="h-64 rounded-xl" />}>
                  <DemoCardForm
                    secret={payment.client_secret}
                    amount={amount}
                    store={store}
                    lastCode={lastCode(payment)}
                    onAsked={() => setAsked(true)}
                    onEnd={() => {
                      setAsked(true);
                      refresh();
                    }}
                  />
                </Suspense>
              )}
            </>
          )}
        </div>
        <div className="grid grid-cols-1 content-start gap-4">
          <OrderReceipt order={order} />
        </div>
      </div>
    </article>
  );
}

function Over({ order, payment }: { order: OrderDetail; payment: OrderPayment }) {
  const t = useTranslations("payments.pay");
  useEffect(() => forgetUnpaidOrder(order.tenant_id), [order.tenant_id]);
  return (
    <Banner
      tone="warn"
      actions={
        <ButtonLink href={`/${order.tenant_slug}/checkout`} variant="go">
          {t("to_cart")}
        </ButtonLink>
      }
    >
      {t(payment.status === "failed" && lastCode(payment) !== null ? "over_refused" : "over", {
        store: order.tenant_name,
      })}
    </Banner>
  );
}
