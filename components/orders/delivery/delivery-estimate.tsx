"use client";

import { useTranslations } from "next-intl";
import { Arrival } from "@/components/orders/arrival";
import { useNow } from "@/hooks/browser/use-now";
import { useDelivery } from "@/hooks/orders/delivery/use-delivery";
import { estimatedDelivery } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { formatTimeRange } from "@/lib/text/format";

/** Minutes to go, the range, and where the rider is in words. Not a live region: it changes all the time. */
export function DeliveryEstimate({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.delivery");
  const now = useNow();
  const { location, metres, minutes } = useDelivery(order);
  const range = estimatedDelivery(order);
  const isAtDoor = order.rider_state === "at_door";
  if (range === null || order.rider_name === null) return <Arrival order={order} className="text-lg" />;
  const rider = order.rider_name;
  const isLate = now !== null && now > Date.parse(range.to);

  function where() {
    if (isAtDoor || location === null) return null;
    if (location.state === "other_first") return t("stops_before", { rider, count: location.doors_before });
    if (metres === null) return null;
    return metres < 1_000 ? t("metres_away", { metres }) : t("km_away", { km: (metres / 1_000).toFixed(1) });
  }
  const place = where();

  return (
    <div className="grid gap-0.5 text-[1.0625rem] text-soft">
      {!isAtDoor && minutes !== null && (
        <p className="font-bold text-[1.875rem] text-stage leading-[1.15] lg:text-[2.25rem]">
          {t("in_minutes", { minutes })}
        </p>
      )}
      {isLate ? (
        <Arrival order={order} />
      ) : (
        <p>
          <time translate="no" dateTime={range.from} className="font-bold text-ink">
            {formatTimeRange(range.from, range.to, order.time_zone)}
          </time>
          {place !== null && <span>{` · ${place}`}</span>}
        </p>
      )}
      {isLate && place !== null && <p>{place}</p>}
    </div>
  );
}
