"use client";

import { useEffect, useReducer, useState } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { withoutOrdersSince } from "@/lib/board/client/lost-connection";
import { serverNow } from "@/lib/realtime/client/server-clock";

const LOOK_MS = 1_000;

/**
 * Returns since when (ms, server clock) the board receives no orders, or null. Reads the board when its stream fails, because
 * it may be reached without one.
 */
export function useLostConnection(): number | null {
  const { state, since, lastContact } = useRealtime();
  const { readAt, isStale, readAgain } = useLiveBoard();
  const isUnknown = since === null;
  // A page that comes back from the browser's cache begins anew: it was asleep, and not without connection.
  const [opened, setOpened] = useState({ isUnknown, at: serverNow() });
  if (opened.isUnknown !== isUnknown) setOpened({ isUnknown, at: serverNow() });
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  const isLive = state === "live";
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  const readSoon = useSpreadOut(readAgain);
  const hasFailed = state === "offline" || state === "limited" || state === "refused";
  useEffect(() => {
    if (hasFailed) readSoon();
  }, [hasFailed, readSoon]);

  return withoutOrdersSince(
    {
      state,
      lostAt: since?.getTime() ?? null,
      lastFrame: lastContact?.getTime() ?? null,
      openedAt: opened.at,
      readAt,
      isReadFailing: isStale,
    },
    serverNow(),
  );
}
