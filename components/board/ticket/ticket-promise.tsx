"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useStore } from "@/hooks/board/store-context";
import { useClock } from "@/hooks/browser/use-now";
import { promiseOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatTime } from "@/lib/text/format";

const MINUTE = 60_000;

export function TicketPromise({ order, minutes }: { order: BoardOrder; minutes: number }) {
  const t = useTranslations("partner.ticket");
  const thisMinute = useCallback((now: number) => Math.floor(now / MINUTE) * MINUTE, []);
  const now = useClock(thisMinute, useStore().renderedAt);
  const { ready, door } = promiseOf(order, minutes, now);
  const time = (instant: number) => formatTime(new Date(instant).toISOString(), order.time_zone);
  return <span>{t("promise", { ready: time(ready), door: time(door) })}</span>;
}
