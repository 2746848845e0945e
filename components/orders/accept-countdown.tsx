"use client";

import { useTranslations } from "next-intl";
import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { useNow } from "@/hooks/browser/use-now";
import { useRefetchAt } from "@/hooks/orders/use-refetch-at";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatTime } from "@/lib/text/format";

export interface AcceptCountdownProps {
  order: BoardOrder;
  size: "md" | "lg";
}

export function AcceptCountdown({ order, size }: AcceptCountdownProps) {
  const t = useTranslations("orders.accept");
  const now = useNow();
  useRefetchAt(order.id, order.accept_by);
  const until = Date.parse(order.accept_by);
  const total = (until - Date.parse(order.created_at)) / 1000;
  const remaining = now === null ? total : (until - now) / 1000;
  const time = formatTime(order.accept_by, order.time_zone);
  return (
    <div className="flex items-center gap-3">
      {/* The browser's time is unknown before hydration. */}
      <span className={now === null ? "invisible" : undefined}>
        <CountdownRing remaining={remaining} total={total} size={size} />
      </span>
      <p className="min-w-0 text-[0.9375rem] text-soft">
        {remaining <= 0 ? t("over", { time }) : t("until", { time, store: order.tenant_name })}
      </p>
    </div>
  );
}
