"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useStore } from "@/hooks/board/store-context";
import { useClock } from "@/hooks/browser/use-now";
import { promiseOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatTime } from "@/lib/text/format";

const MINUTE = 60_000;

export interface TicketPromiseProps {
  order: BoardOrder;
  /** As in `readyIfAccepted`. */
  chosen: number | null;
  minutes: number;
}

export function TicketPromise({ order, chosen, minutes }: TicketPromiseProps) {
  const t = useTranslations("partner.ticket");
  const thisMinute = useCallback((now: number) => Math.floor(now / MINUTE) * MINUTE, []);
  const now = useClock(thisMinute, useStore().renderedAt);
  const { door } = promiseOf(order, chosen, now);
  const time = formatTime(new Date(door).toISOString(), order.time_zone);
  // Written by the stylesheet: speech input finds the button by its own words, which are its name.
  return <small data-promise={t("promise", { minutes, door: time })} />;
}
