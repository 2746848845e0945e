"use client";

import { ChartColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect } from "react";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { useStore } from "@/hooks/board/store-context";
import { useToday } from "@/hooks/board/use-board-columns";
import { useClock } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useFigures } from "@/hooks/figures/use-figures";
import { hourOf } from "@/lib/figures/model/day";
import type { ChartDay, DayFigures } from "@/lib/figures/model/schema";
import { formatTime } from "@/lib/text/format";
import { dateText } from "./date-text";
import { FigureTiles } from "./figure-tiles";
import { HoursChart } from "./hours-chart";
import { Leaderboard } from "./leaderboard";
import { MonthCharts } from "./month-charts";
import { ReportActions } from "./report-actions";

interface FiguresScreenProps {
  figures: DayFigures;
  days: readonly ChartDay[];
  since: string | undefined;
  /** The page goes on to the next day at midnight, or when a service that began before midnight is over. */
  followsToday: boolean;
  /** Until when (ms) a service that began yesterday keeps the page on that day; null on other days. */
  shiftUntil: number | null;
  canMail: boolean;
}

/** The server must agree that the time has come. */
const CLOCKS_DIFFER_MS = 2_000;

export function FiguresScreen({
  figures: fromServer,
  days,
  since,
  followsToday,
  shiftUntil,
  canMail,
}: FiguresScreenProps) {
  const t = useTranslations("figures");
  const { tenant, renderedAt } = useStore();
  const { date, time_zone } = fromServer;
  const today = useToday();
  const isToday = date === today;
  const isPresent = isToday || shiftUntil !== null;
  const { figures, previousRanks, state } = useFigures(tenant, fromServer, since, isPresent);
  const isShiftOver = useClock(
    useCallback((now: number) => shiftUntil === null || now > shiftUntil + CLOCKS_DIFFER_MS, [shiftUntil]),
    renderedAt,
  );
  const refresh = useRefresh();
  const goesOn = followsToday && !isToday && isShiftOver;
  useEffect(() => {
    if (goesOn) refresh();
  }, [goesOn, refresh]);
  const hour = useClock(
    useCallback((now: number) => hourOf(now, time_zone), [time_zone]),
    renderedAt,
  );
  const asOf = t("report.as_of", { time: formatTime(figures.as_of, time_zone) });
  const currentness = () => {
    if (!isPresent) return t("of_day", { date: dateText(date) });
    if (state === "live") return t("live");
    return state === "connecting" ? asOf : t("not_live", { time: formatTime(figures.as_of, time_zone) });
  };
  return (
    <>
      <p className="fig-state">{currentness()}</p>
      <p className="fig-as-of">{asOf}</p>
      <FigureTiles figures={figures} />
      {figures.orders === 0 ? (
        <EmptyState icon={<ChartColumn />} title={t("empty_title")}>
          {isToday ? t("empty_body") : t("empty_other")}
        </EmptyState>
      ) : (
        <div className="fig-pair">
          <HoursChart figures={figures} presentHour={isToday ? hour : null} />
          <Leaderboard figures={figures} previousRanks={previousRanks} />
        </div>
      )}
      <MonthCharts
        days={days.map((day) => (day.date === date ? { ...figures, date } : day))}
        currency={figures.currency}
        isToday={isToday}
      />
      <ReportActions key={date} tenantId={tenant.id} date={date} canMail={canMail} />
    </>
  );
}
