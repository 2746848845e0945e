"use client";

import { type ReactNode, useContext, useMemo } from "react";
import { AllBoardsContext } from "@/hooks/board/all-boards-context";
import type { StoreView } from "@/hooks/board/store-context";
import { useBoard, useBoardEvents } from "@/hooks/board/use-board";
import { useBoardReads } from "@/hooks/board/use-board-reads";
import { useOrderActions } from "@/hooks/board/use-order-actions";
import type { Board } from "@/lib/orders/model/schema";

const noNews = () => undefined;

interface StoreFeedProps {
  view: StoreView;
  board: Board;
  children: ReactNode;
}

/** Adds one store to the boards of those around it: its orders, by its own channel, and the presses on them. */
export function StoreFeed({ view, board: fromServer, children }: StoreFeedProps) {
  const others = useContext(AllBoardsContext);
  const { tenant, since } = view;
  const { board } = useBoard(tenant.id, fromServer);
  useBoardEvents(tenant.id, { since, fromServer, isGuest: !view.roles.includes("partner") });
  useBoardReads(tenant, noNews);
  const actions = useOrderActions(tenant.id);
  const all = useMemo(() => [...others, { view, board, actions }], [others, view, board, actions]);
  return <AllBoardsContext value={all}>{children}</AllBoardsContext>;
}
