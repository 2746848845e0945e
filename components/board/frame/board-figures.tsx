"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { later } from "@/components/ui/later";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useToday } from "@/hooks/board/use-board-columns";
import { useClock } from "@/hooks/browser/use-now";
import { countLate } from "@/lib/board/model/deadlines";
import { figuresOf } from "@/lib/board/model/figures";
import { formatDuration } from "@/lib/text/format";

const BoardPeople = lazy(
  later(async () => (await import("@/components/board/presence/board-people")).BoardPeople),
);
const ChatDesk = lazy(later(async () => (await import("@/components/chat/chat-desk")).ChatDesk));
const PrintDesk = lazy(later(async () => (await import("@/components/printing/print-desk")).PrintDesk));

export function BoardFigures() {
  const t = useTranslations("partner.figures");
  const { renderedAt } = useStore();
  const { board } = useLiveBoard();
  const today = useToday();
  const figures = useMemo(() => figuresOf(board, today), [board, today]);
  const late = useClock(
    useCallback((now: number) => countLate(board.orders, now), [board.orders]),
    renderedAt,
  );
  const median = figures.median_accept_seconds;
  return (
    <>
      <Suspense fallback={null}>
        <PrintDesk />
      </Suspense>
      <Suspense fallback={null}>
        <ChatDesk />
      </Suspense>
      <Suspense fallback={null}>
        <BoardPeople />
      </Suspense>
      <dl className="figures" aria-label={t("label")}>
        <div>
          <dt>{t("orders")}</dt>
          <dd>{figures.orders_today}</dd>
        </div>
        <div className="figures-accept">
          <dt>{t("accept")}</dt>
          <dd>
            {median === null ? (
              <>
                <span aria-hidden="true">–</span>
                <span className="sr-only">{t("accept_none")}</span>
              </>
            ) : (
              formatDuration(median)
            )}
          </dd>
        </div>
        <div className="figures-late" data-late={late > 0 || undefined}>
          <dt>{t("late")}</dt>
          <dd>
            {late > 0 && (
              <span aria-hidden="true" className="figures-sign">
                ▲
              </span>
            )}
            <span>{late}</span>
          </dd>
        </div>
      </dl>
    </>
  );
}
