"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/hooks/browser/use-now";
import { estimatedDelivery } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatTime, formatTimeRange } from "@/lib/text/format";

export interface ArrivalProps {
  order: BoardOrder;
  className?: string;
}

export function Arrival({ order, className }: ArrivalProps) {
  const t = useTranslations("orders");
  const now = useNow();
  const zone = order.time_zone;
  if (order.delivered_at !== null)
    return (
      <p className={cn("text-soft", className)}>
        <span>{`${t("arrived")} `}</span>
        <time translate="no" dateTime={order.delivered_at} className="font-bold text-ink text-xl">
          {formatTime(order.delivered_at, zone)}
        </time>
      </p>
    );

  const range = estimatedDelivery(order);
  if (range === null) return null;
  const isLate = now !== null && now > Date.parse(range.to);
  if (isLate)
    return (
      <p className={cn("font-bold text-late", className)}>
        <span aria-hidden="true">▲ </span>
        <span>{t("overdue", { time: formatTime(range.to, zone) })}</span>
      </p>
    );
  return (
    <p className={cn("text-soft", className)}>
      <span>{`${order.accepted_at === null ? t("expected") : t("arrives")} `}</span>
      <time translate="no" dateTime={range.from} className="font-bold text-ink text-xl">
        {formatTimeRange(range.from, range.to, zone)}
      </time>
    </p>
  );
}
