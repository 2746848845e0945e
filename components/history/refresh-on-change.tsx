"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useRefresh } from "@/hooks/browser/use-refresh";

/** Which devices ring, who was told, and whom an order is offered to is not published here. */
const REREAD_MS = 15_000;

interface RefreshOnChangeProps {
  orderId: string;
  version: number;
  /** Whether nobody has acknowledged the order yet, or riders are asked to bring it. */
  changesUnseen: boolean;
}

export function RefreshOnChange({ orderId, version, changesUnseen }: RefreshOnChangeProps) {
  const router = useRouter();
  const refresh = useRefresh();
  const { board } = useLiveBoard();
  const known = board.orders.find((order) => order.id === orderId)?.version ?? 0;
  // A version that arrives during a refresh needs another refresh.
  useEffect(() => {
    if (known > version) router.refresh();
  }, [known, version, router]);

  useEffect(() => {
    if (!changesUnseen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, REREAD_MS);
    return () => clearInterval(timer);
  }, [changesUnseen, refresh]);
  return null;
}
