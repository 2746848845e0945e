"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";

export function RefreshOnChange({ orderId, version }: { orderId: string; version: number }) {
  const router = useRouter();
  const { board } = useLiveBoard();
  const known = board.orders.find((order) => order.id === orderId)?.version ?? 0;
  // A version that arrives during a refresh needs another refresh.
  useEffect(() => {
    if (known > version) router.refresh();
  }, [known, version, router]);
  return null;
}
