"use client";

import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { later } from "@/components/ui/later";
import { Words } from "@/components/ui/words";
import { type LiveBoard, LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext, type StoreView } from "@/hooks/board/store-context";
import { useBoard, useBoardEvents } from "@/hooks/board/use-board";
import { useOrderActions } from "@/hooks/board/use-order-actions";
import { useShift } from "@/hooks/board/use-shift";
import { useShiftAlarm } from "@/hooks/board/use-shift-alarm";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import type { BoardRole } from "@/lib/board/model/steps";
import type { Board } from "@/lib/orders/model/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";
import type { Tenant } from "@/lib/stores/model/schema";
import { AlarmBar } from "./alarm-bar";
import { ShiftBanner } from "./shift-banner";
import "@/components/board/board.css";
import "@/components/board/ticket/order-ticket.css";

const loadParts = async () => (await import("./late-parts")).lateParts;
const BoardNews = lazy(later(async () => (await loadParts()).BoardNews));
const BoardReads = lazy(later(async () => (await loadParts()).BoardReads));
const KeptPresses = lazy(later(async () => (await loadParts()).KeptPresses));
const LostConnection = lazy(later(async () => (await loadParts()).LostConnection));

interface StoreFrameProps {
  tenant: Tenant;
  roles: readonly BoardRole[];
  mayManage: boolean;
  board: Board;
  since: string | undefined;
  renderedAt: number;
  bar: ReactNode;
  children: ReactNode;
}

/** Frames every page of a store, so that a new order rings on the history pages too. */
export function StoreFrame({
  tenant,
  roles,
  mayManage,
  board: fromServer,
  since,
  renderedAt,
  bar,
  children,
}: StoreFrameProps) {
  const { state } = useRealtime();
  useAsPageTimeZone(tenant.time_zone);
  const [readAt, setReadAt] = useState<number | null>(null);
  const { board, isStale, readAgain } = useBoard(tenant.id, fromServer);
  useBoardEvents(tenant.id, { since, fromServer, isGuest: !roles.includes("partner") });
  const actions = useOrderActions(tenant.id);
  const shift = useShift(tenant.id);
  const alarm = useShiftAlarm(board.orders, {
    isLive: state === "live",
    canAcknowledge: roles.includes("partner"),
    acknowledge: actions.acknowledge,
  });
  const [shown] = useState(board.orders);
  const isHydrated = useHydrated();
  const isBoard = usePathname() === `/partner/${tenant.slug}`;

  const store = useMemo<StoreView>(
    () => ({ tenant, roles, mayManage, renderedAt, since }),
    [tenant, roles, mayManage, renderedAt, since],
  );
  const live: LiveBoard = {
    board,
    isStale,
    readAt,
    readAgain,
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
          {isHydrated && (
            <Suspense>
              <BoardReads onRead={() => setReadAt(serverNow())} />
              <BoardNews shown={shown} />
            </Suspense>
          )}
          <Words>{bar}</Words>
          {isHydrated && (
            <Suspense>
              <LostConnection />
              <KeptPresses />
            </Suspense>
          )}
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
