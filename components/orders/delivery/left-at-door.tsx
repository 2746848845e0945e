"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import type { OrderDetail } from "@/lib/orders/model/schema";

/** The rider's photo of an order that was left at the door. There is none when somebody opened, or after 30 days. */
export function LeftAtDoor({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.delivery");
  const [isGone, setGone] = useState(false);
  if (isGone) return null;
  return (
    <Card aria-labelledby="left-at-door" className="grid grid-cols-1 gap-3">
      <h2 id="left-at-door" className="text-lg">
        {t("photo_title")}
      </h2>
      {/* biome-ignore lint/performance/noImgElement: only this person may see it, so no server may keep a smaller one */}
      <img
        src={`/api/orders/${order.id}/door-photo`}
        alt={t("photo_alt", { rider: order.rider_name ?? t("rider") })}
        className="aspect-[4/3] w-full rounded-xl bg-rail object-cover"
        onError={() => setGone(true)}
      />
    </Card>
  );
}
