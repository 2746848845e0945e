"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";

/** Reads the page afresh when the live board knows a newer version of its order. */
export function RefreshOnChange({ orderId, version }: { orderId: string; version: number }) {
  const router = useRouter();
  const { board } = useLiveBoard();
  const known = board.orders.find((order) => order.id === orderId)?.version ?? 0;
  // For each version: one that comes while the page is being read afresh needs another reading.
  useEffect(() => {
    if (known > version) router.refresh();
  }, [known, version, router]);
  return null;
}
