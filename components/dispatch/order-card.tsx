"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { OrderWhy } from "@/components/dispatch/order-why";
import { useClock } from "@/hooks/browser/use-now";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { useDispatchWords } from "@/hooks/dispatch/use-dispatch-words";
import type { DragCode } from "@/hooks/dispatch/use-drag-code";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";
import type { Offer } from "@/lib/dispatch/model/offer";
import type { Urgency } from "@/lib/dispatch/model/screen/risk";
import { formatDuration } from "@/lib/text/format";
import { OrderHead } from "./order-head";

interface OrderCardProps {
  order: DispatchOrder;
  urgency: Urgency;
  isTabStop: boolean;
  drag: DragCode;
}

export function OrderCard({ order, urgency, isTabStop, drag }: OrderCardProps) {
  const t = useTranslations("dispatch.screen.order");
  const { open, riders } = useDispatchScreen();
  const words = useDispatchWords();
  const route = t("route", { store: order.tenant_name, door: order.door_name });
  const isOpen = open === order.id;
  return (
    <article
      className="dispatch-order"
      data-order={order.id}
      data-urgency={urgency}
      data-open={isOpen || undefined}
      aria-label={order.order_code}
    >
      <OrderHead order={order} isOpen={isOpen} isTabStop={isTabStop} drag={drag} />
      <p className="dispatch-line">
        <b>{words.whose(order, riders)}</b>
        {order.offer !== null && <OfferLeft offer={order.offer} />}
        <span className="dispatch-route" title={route}>
          {route}
        </span>
        {order.promised_at !== null && <span>{t("by", { time: words.time(order.promised_at, order) })}</span>}
      </p>
      {order.refusals > 0 && <p className="dispatch-refusals">{t("refusals", { count: order.refusals })}</p>}
      {isOpen && <OrderWhy order={order} />}
    </article>
  );
}

function OfferLeft({ offer }: { offer: Offer }) {
  const { renderedAt } = useDispatchScreen();
  const ends = Date.parse(offer.expires_at);
  const left = useClock(
    useCallback((now: number) => Math.max(0, Math.ceil((ends - now) / 1_000)), [ends]),
    renderedAt,
  );
  return <b className="dispatch-figure">{formatDuration(left)}</b>;
}
