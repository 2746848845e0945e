"use client";

import { useTranslations } from "next-intl";
import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { useNow } from "@/hooks/browser/use-now";
import { useRefetchAt } from "@/hooks/orders/use-refetch-at";
import { maintenanceEnd, movedDeadline, runningTime } from "@/lib/broadcasts/client/maintenance";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatTime } from "@/lib/text/format";

export interface AcceptCountdownProps {
  order: BoardOrder;
  size: "md" | "lg";
}

export function AcceptCountdown({ order, size }: AcceptCountdownProps) {
  const t = useTranslations("orders.accept");
  const now = useNow();
  const placed = Date.parse(order.created_at);
  useRefetchAt(order.id, order.accept_by, placed);
  const until = Date.parse(order.accept_by);
  const total = (until - placed) / 1000;
  const remaining = now === null ? total : (until - runningTime(placed, now)) / 1000;
  const time = formatTime(new Date(movedDeadline(until, placed)).toISOString(), order.time_zone);
  const isStill = now !== null && remaining > 0 && maintenanceEnd(now) !== null;
  return (
    <div className="flex items-center gap-3">
      {/* The browser's time is unknown before hydration. */}
      <span className={now === null ? "invisible" : undefined}>
        <CountdownRing remaining={remaining} total={total} size={size} />
      </span>
      <p className="min-w-0 text-[0.9375rem] text-soft">
        {isStill
          ? t("still", { time, store: order.tenant_name })
          : t(remaining <= 0 ? "over" : "until", { time, store: order.tenant_name })}
      </p>
    </div>
  );
}
