"use client";

import { useTranslations } from "next-intl";
import type { Deadline, Urgency } from "@/lib/board/model/deadlines";

const minutesBetween = (from: number, to: number) => Math.max(0, Math.floor((to - from) / 60_000));

export function useTimerWords() {
  const t = useTranslations("partner.timer");
  return ({ due }: Deadline, urgency: Urgency, now: number) =>
    t(urgency, { minutes: urgency === "late" ? minutesBetween(due, now) : minutesBetween(now, due) });
}
