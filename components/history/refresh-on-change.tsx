"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveBoard } from "@/components/board/live-board-context";

/** Reads the page afresh when the live board knows a newer version of its order. */
export function RefreshOnChange({ orderId, version }: { orderId: string; version: number }) {
  const router = useRouter();
  const { board } = useLiveBoard();
  const known = board.orders.find((order) => order.id === orderId)?.version ?? 0;
  const isNewer = known > version;
  useEffect(() => {
    if (isNewer) router.refresh();
  }, [isNewer, router]);
  return null;
}
