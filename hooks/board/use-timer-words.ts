"use client";

import { useTranslations } from "next-intl";
import type { Deadline, Urgency } from "@/lib/board/model/deadlines";

const minutesBetween = (from: number, to: number) => Math.max(0, Math.floor((to - from) / 60_000));

export function useTimerWords() {
  const t = useTranslations("partner.timer");
  return ({ since, due }: Deadline, urgency: Urgency, now: number) => {
    const elapsed = t("elapsed", { minutes: minutesBetween(since, now) });
    if (urgency === "soon") return t("soon", { elapsed, minutes: minutesBetween(now, due) });
    if (urgency === "late") return t("late", { elapsed, minutes: minutesBetween(due, now) });
    return elapsed;
  };
}
