"use client";

import { createContext, useContext } from "react";
import type { OrderActions } from "@/hooks/board/use-order-actions";
import type { Shift } from "@/hooks/board/use-shift";
import type { Alarm } from "@/hooks/board/use-shift-alarm";
import type { Board } from "@/lib/orders/model/schema";

export interface LiveBoard {
  board: Board;
  /** True when the last refetch failed: the shown data may be out of date. */
  isStale: boolean;
  /** When the board was last read from the server after the page had opened (ms, server clock). */
  readAt: number | null;
  readAgain: () => void;
  actions: OrderActions;
  shift: Shift;
  alarm: Alarm;
}

export const LiveBoardContext = createContext<LiveBoard | null>(null);

export function useLiveBoard(): LiveBoard {
  const live = useContext(LiveBoardContext);
  if (live === null) throw new Error("useLiveBoard needs a StoreFrame above it");
  return live;
}
