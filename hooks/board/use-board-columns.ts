"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { COLUMNS, type Columns, dayOf, toColumns } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { useLiveBoard } from "./live-board-context";
import { useStore } from "./store-context";

const FILTERED = ["preparing", "ready", "out"] as const;

export function useToday(): string {
  const { tenant, renderedAt } = useStore();
  const today = useCallback((now: number) => dayOf(now, tenant.time_zone), [tenant.time_zone]);
  return useClock(today, renderedAt);
}

type Matches = (order: BoardOrder, search: string) => boolean;

/** Null until the code has come: it is fetched when the board opens, and again when a search begins without it. */
function useMatches(isSearching: boolean): Matches | null {
  const [matches, setMatches] = useState<Matches | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries again when a search begins
  useEffect(() => {
    import("@/lib/orders/model/search").then(
      ({ matchesSearch }) => setMatches(() => matchesSearch),
      () => undefined,
    );
  }, [isSearching]);
  return matches;
}

const rings = (order: BoardOrder) =>
  order.order_status === "Order Received" && order.acknowledged_at === null;

/**
 * `isShown` leaves out tickets of other stations, but no new order. `isEmpty` means no order of any station. `found` counts
 * what matches; null without a search.
 */
export function useBoardColumns(search: string, isShown: (order: BoardOrder) => boolean) {
  const { board } = useLiveBoard();
  const today = useToday();
  const isSearching = search.trim() !== "";
  const matches = useMatches(isSearching);
  const { all, isEmpty } = useMemo(() => {
    const columns = toColumns(board.orders, today);
    const isEmpty = countTickets(columns) === 0;
    for (const column of FILTERED) columns[column] = columns[column].filter(isShown);
    return { all: columns, isEmpty };
  }, [board.orders, today, isShown]);
  return useMemo(() => {
    if (!isSearching || matches === null) return { all, shown: all, isEmpty, found: null };
    const shown = { ...all };
    let found = 0;
    for (const column of COLUMNS) {
      const matching = new Set(all[column].filter((order) => matches(order, search)));
      shown[column] = all[column].filter((order) => rings(order) || matching.has(order));
      found += matching.size;
    }
    return { all, shown, isEmpty, found };
  }, [all, isEmpty, search, isSearching, matches]);
}

function countTickets(columns: Columns): number {
  return COLUMNS.reduce((sum, column) => sum + columns[column].length, 0);
}
