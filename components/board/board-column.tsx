"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useCallback, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { later } from "@/components/ui/later";
import { useStore } from "@/hooks/board/store-context";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useClock } from "@/hooks/browser/use-now";
import type { Column } from "@/lib/board/model/columns";
import { countLate } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";

const BelowFold = lazy(later(async () => (await import("./below-fold")).BelowFold));

export interface BoardColumnProps {
  column: Column;
  shown: readonly BoardOrder[];
  total: number;
  /** How many tickets wide it is. */
  slots: number;
  isCollapsed: boolean;
  onToggle: (() => void) | null;
  isChosen: boolean;
  children: ReactNode;
}

export function BoardColumn({
  column,
  shown,
  total,
  slots,
  isCollapsed,
  onToggle,
  isChosen,
  children,
}: BoardColumnProps) {
  const t = useTranslations("partner.column");
  const scroller = useRef<HTMLDivElement>(null);
  const isHydrated = useHydrated();
  const late = useClock(
    useCallback((now: number) => countLate(shown, now), [shown]),
    useStore().renderedAt,
  );
  const name = t(column);
  return (
    <section
      className="board-column"
      data-stage={column}
      data-column={column}
      data-slots={slots}
      data-collapsed={isCollapsed || undefined}
      data-chosen={isChosen || undefined}
      aria-label={name}
    >
      <h2 className="board-column-head">
        <span className="board-column-name">
          <span>{column === "out" ? t("tab_out") : name}</span>
          <data value={total}>{shown.length === total ? total : `${shown.length}/${total}`}</data>
        </span>
        {late > 0 && (
          <span className="late-chip">
            <span aria-hidden="true">▲</span>
            <span>{t("late", { count: late })}</span>
          </span>
        )}
        {onToggle !== null && (
          <button
            type="button"
            className="board-column-toggle"
            aria-expanded={!isCollapsed}
            aria-label={t(isCollapsed ? "expand" : "collapse", { column: name })}
            onClick={onToggle}
          >
            <Icon name={isCollapsed ? "expand" : "collapse"} />
          </button>
        )}
      </h2>
      <div ref={scroller} className="board-column-tickets">
        {children}
      </div>
      {isHydrated && !isCollapsed && (
        <Suspense>
          <BelowFold scroller={scroller} column={name} />
        </Suspense>
      )}
    </section>
  );
}
