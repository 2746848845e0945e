"use client";

import { useCallback, useMemo } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { COLUMNS, type Columns, dayOf, toColumns } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { matchesSearch } from "@/lib/orders/model/search";
import { useLiveBoard } from "./live-board-context";
import { useStore } from "./store-context";

export function useToday(): string {
  const { tenant, renderedAt } = useStore();
  const today = useCallback((now: number) => dayOf(now, tenant.time_zone), [tenant.time_zone]);
  return useClock(today, renderedAt);
}

function isInSight(order: BoardOrder, search: string): boolean {
  const rings = order.order_status === "Order Received" && order.acknowledged_at === null;
  return rings || matchesSearch(order, search);
}

export function useBoardColumns(search: string): { all: Columns; shown: Columns } {
  const { board } = useLiveBoard();
  const today = useToday();
  const all = useMemo(() => toColumns(board.orders, today), [board.orders, today]);
  const shown = useMemo(() => {
    if (search.trim() === "") return all;
    const found = { ...all };
    for (const column of COLUMNS) found[column] = all[column].filter((order) => isInSight(order, search));
    return found;
  }, [all, search]);
  return { all, shown };
}

export function countTickets(columns: Columns): number {
  return COLUMNS.reduce((sum, column) => sum + columns[column].length, 0);
}
