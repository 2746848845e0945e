"use client";

import { ChevronsLeftRight, ChevronsRightLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/lib/board/model/columns";

export interface BoardColumnProps {
  column: Column;
  shown: number;
  total: number;
  isCollapsed: boolean;
  onToggle: (() => void) | null;
  isChosen: boolean;
  children: ReactNode;
}

export function BoardColumn({
  column,
  shown,
  total,
  isCollapsed,
  onToggle,
  isChosen,
  children,
}: BoardColumnProps) {
  const t = useTranslations("partner.column");
  const name = t(column);
  const Chevrons = isCollapsed ? ChevronsLeftRight : ChevronsRightLeft;
  return (
    <section
      className="board-column"
      data-stage={column}
      data-column={column}
      data-collapsed={isCollapsed || undefined}
      data-chosen={isChosen || undefined}
      aria-label={name}
    >
      <h2 className="board-column-head">
        <span className="board-column-name">
          <span>{name}</span>
          <data value={total}>{shown === total ? total : `${shown}/${total}`}</data>
        </span>
        {onToggle !== null && (
          <button
            type="button"
            className="board-column-toggle"
            aria-expanded={!isCollapsed}
            aria-label={t(isCollapsed ? "expand" : "collapse", { column: name })}
            onClick={onToggle}
          >
            <Chevrons aria-hidden="true" />
          </button>
        )}
      </h2>
      <div className="board-column-tickets">{children}</div>
    </section>
  );
}
