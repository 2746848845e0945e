"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef } from "react";
import { AcceptCountdown } from "@/components/orders/accept-countdown";
import { Arrival } from "@/components/orders/arrival";
import { CallStore } from "@/components/orders/call-store";
import { CancelOrder } from "@/components/orders/cancel-order";
import { CancelledNotice } from "@/components/orders/cancelled-notice";
import { OrderReceipt } from "@/components/orders/order-receipt";
import { stageOf } from "@/components/orders/order-stage";
import { OrderSteps } from "@/components/orders/order-steps";
import { OrderTimeline } from "@/components/orders/order-timeline";
import { TestOrder } from "@/components/orders/test-order";
import { Card } from "@/components/ui/card";
import { later } from "@/components/ui/later";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { useDocumentTitle } from "@/hooks/browser/use-document-title";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useOrder } from "@/hooks/orders/use-order";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import { isFinal } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { questionEnd } from "@/lib/orders/model/unavailable/question-end";

const DeliveryEstimate = lazy(
  later(async () => (await import("@/components/orders/delivery/delivery-estimate")).DeliveryEstimate),
);
const DeliveryMap = lazy(
  later(async () => (await import("@/components/orders/delivery/delivery-map")).DeliveryMap),
);
const OrderChat = lazy(later(async () => (await import("@/components/chat/order-chat")).OrderChat));
const RiderTicket = lazy(
  later(async () => (await import("@/components/orders/delivery/rider-ticket")).RiderTicket),
);
const LeftAtDoor = lazy(
  later(async () => (await import("@/components/orders/delivery/left-at-door")).LeftAtDoor),
);
const PaymentState = lazy(
  later(async () => (await import("@/components/payments/payment-state")).PaymentState),
);
const OwnRefunds = lazy(later(async () => (await import("@/components/refunds/own-refunds")).OwnRefunds));
const SoldOutQuestion = lazy(
  later(async () => (await import("@/components/orders/sold-out-question")).SoldOutQuestion),
);

export interface OrderTrackingProps {
  fromServer: OrderDetail;
  /** The stream position that the server read before the order. */
  since: string | undefined;
}

export function OrderTracking({ fromServer, since }: OrderTrackingProps) {
  const t = useTranslations("orders.detail");
  const status = useTranslations("status");
  const soldOut = useTranslations("orders.sold_out");
  const shell = useTranslations("shell");
  const headline = useRef<HTMLHeadingElement>(null);
  const order = useOrder(fromServer, since);
  const isHydrated = useHydrated();
  const { sentence } = useOrderWords();
  const answerBy = questionEnd(order);
  useAsPageTimeZone(order.time_zone);
  const page = t("title", { status: status(`label.${order.order_status}`), code: order.order_code });
  useDocumentTitle(shell("title_template", { page }));

  const hasRider = order.rider_name !== null && !isFinal(order.order_status);
  const isOut = hasRider && order.order_status === "Out for Delivery" && order.rider_state !== "failed";

  return (
    <article data-stage={stageOf(order)} className="order-page">
      <header className="grid grid-cols-1 gap-2 px-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-[0.9375rem] text-soft">
          <Link href={`/${order.tenant_slug}`} className="underline underline-offset-2">
            <bdi>{order.tenant_name}</bdi>
          </Link>
          <span translate="no" className="font-mono font-semibold">
            {order.order_code}
          </span>
        </p>
        <TestOrder order={order} />
        <h1 ref={headline} tabIndex={-1} className="font-bold text-[1.75rem] sm:text-[2.25rem]">
          <bdi>{sentence(order)}</bdi>
        </h1>
        {isOut ? (
          <Suspense fallback={<Arrival order={order} className="text-lg" />}>
            <DeliveryEstimate order={order} />
          </Suspense>
        ) : (
          <Arrival order={order} className="text-lg" />
        )}
      </header>
      {isOut && (
        <Suspense fallback={<div className="order-map" />}>
          <DeliveryMap order={order} />
        </Suspense>
      )}

      <div className="order-parts">
        <div className="grid grid-cols-1 gap-4">
          {hasRider && (
            <Suspense fallback={<Card>{order.rider_name}</Card>}>
              <RiderTicket order={order} />
            </Suspense>
          )}
          {order.leave_at_door && order.rider_name !== null && order.order_status === "Delivered" && (
            <Suspense fallback={null}>
              <LeftAtDoor order={order} />
            </Suspense>
          )}
          {order.order_status === "Cancelled" && <CancelledNotice order={order} />}
          {answerBy !== null && (
            <Suspense fallback={<Card>{soldOut("title")}</Card>}>
              <SoldOutQuestion order={order} answerBy={answerBy} headline={headline} />
            </Suspense>
          )}
          <Card aria-label={t("steps")} className="grid grid-cols-1 gap-5">
            <OrderSteps order={order} />
            {order.order_status === "Order Received" && <AcceptCountdown order={order} size="lg" />}
            <div className="empty:hidden">
              <CancelOrder order={order} />
            </div>
          </Card>
          {/* Comes late, and so below what is read and pressed first. */}
          {isHydrated && (
            <Suspense fallback={null}>
              <OrderChat order={order} since={since} />
            </Suspense>
          )}
          <OrderTimeline order={order} />
        </div>
        <div className="grid grid-cols-1 content-start gap-4">
          <OrderReceipt order={order} />
          {order.payment != null && (
            <Suspense fallback={null}>
              <PaymentState order={order} fromServer={order.payment} since={since} />
            </Suspense>
          )}
          {isHydrated && order.order_status === "Delivered" && order.is_test !== true && (
            <Suspense fallback={null}>
              <OwnRefunds order={order} since={since} />
            </Suspense>
          )}
          <Card aria-labelledby="address" className="grid grid-cols-1 gap-1">
            <h2 id="address" className="text-lg">
              {t("address")}
            </h2>
            <address dir="auto" translate="no" className="not-italic">
              <span>{order.address.line1}</span>
              <br />
              <span>{`${order.address.postal_code} ${order.address.city}`}</span>
            </address>
            {order.address.note !== "" && (
              <p dir="auto" className="whitespace-pre-line text-[0.9375rem] text-soft">
                {order.address.note}
              </p>
            )}
          </Card>
          <p className="flex flex-wrap justify-between gap-x-4 gap-y-2 px-1 font-semibold">
            <Link href="/orders" className="underline underline-offset-2">
              {t("back")}
            </Link>
            <CallStore order={order} />
          </p>
        </div>
      </div>
    </article>
  );
}
