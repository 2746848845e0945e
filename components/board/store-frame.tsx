"use client";

import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { AlarmBar } from "@/components/board/alarm-bar";
import { type LiveBoard, LiveBoardContext } from "@/components/board/live-board-context";
import { ShiftBanner } from "@/components/board/shift-banner";
import { StoreBar } from "@/components/board/store-bar";
import { StoreContext, type StoreView } from "@/components/board/store-context";
import { StoreTitle } from "@/components/board/store-title";
import { SignedOutBanner } from "@/components/realtime/signed-out-banner";
import { useBoard, useBoardEvents } from "@/hooks/use-board";
import { useHydrated } from "@/hooks/use-hydrated";
import { useOrderActions } from "@/hooks/use-order-actions";
import { useRealtime } from "@/hooks/use-realtime";
import { useShift } from "@/hooks/use-shift";
import { useShiftAlarm } from "@/hooks/use-shift-alarm";
import type { BoardRole } from "@/lib/board/steps";
import type { Tenant } from "@/lib/menu/schema";
import type { Board } from "@/lib/orders/schema";
import "./board.css";
import "./order-ticket.css";

const BoardNews = lazy(async () => ({
  default: (await import("@/components/board/board-news")).BoardNews,
}));

interface StoreFrameProps {
  tenant: Tenant;
  roles: readonly BoardRole[];
  board: Board;
  /** The position of the store's channel before the board was read. */
  since: string;
  renderedAt: number;
  children: ReactNode;
}

/**
 * What is around every page of a store: the stream of its orders, the alarm, the bar. A person who looks
 * something up in the history hears a new order, too.
 */
export function StoreFrame({
  tenant,
  roles,
  board: fromServer,
  since,
  renderedAt,
  children,
}: StoreFrameProps) {
  const { state } = useRealtime();
  const { data: board, isError, refetch } = useBoard(tenant, fromServer);
  useBoardEvents(tenant.id, { since, fromServer, isGuest: !roles.includes("partner") });
  const actions = useOrderActions(tenant.id);
  const shift = useShift();
  const alarm = useShiftAlarm(board.orders, {
    shift,
    isLive: state === "live",
    canAcknowledge: roles.includes("partner"),
    change: actions.change,
  });
  const [shown] = useState(board.orders);
  const isHydrated = useHydrated();
  const isBoard = usePathname() === `/partner/${tenant.slug}`;

  const store = useMemo<StoreView>(() => ({ tenant, roles, renderedAt }), [tenant, roles, renderedAt]);
  const live: LiveBoard = {
    board,
    isStale: isError,
    readAgain: () => void refetch(),
    actions,
    shift,
    alarm,
  };
  return (
    <StoreContext value={store}>
      <LiveBoardContext value={live}>
        <div
          className="store"
          data-board={isBoard || undefined}
          data-ringing={alarm.ringing.length > 0 || undefined}
        >
          <StoreTitle />
          {isHydrated && (
            <Suspense>
              <BoardNews shown={shown} />
            </Suspense>
          )}
          <StoreBar />
          <SignedOutBanner className="shift-banner" />
          <ShiftBanner />
          <main id="main" className="store-main">
            {children}
          </main>
          <AlarmBar />
        </div>
      </LiveBoardContext>
    </StoreContext>
  );
}
