"use client";

import { useCallback, useEffect } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useRealtime } from "@/hooks/realtime/use-realtime";

const EVERY_MS = 10_000;

/** Reads a page again every ten seconds, for data that no event announces. `readAt`: the server's time (ms) of the last read. */
export function RereadPage({ readAt }: { readAt: number }) {
  const refresh = useRefresh();
  const { state } = useRealtime();
  const periods = useClock(
    useCallback((now: number) => Math.max(0, Math.floor((now - readAt) / EVERY_MS)), [readAt]),
    readAt,
  );
  const isLive = state === "live";
  useEffect(() => {
    if (periods > 0 && isLive && document.visibilityState === "visible") refresh();
  }, [periods, isLive, refresh]);
  return null;
}
