"use client";

import { useEffect, useReducer, useState } from "react";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { withoutOrdersSince } from "@/lib/board/client/lost-connection";
import { serverNow } from "@/lib/realtime/client/server-clock";

const LOOK_MS = 1_000;

/** Returns since when (ms, server clock) this page learns nothing any more, by the board's rule, or null. */
export function useLostDispatch(readAt: number, isReadFailing: boolean): number | null {
  const { state, since, lastContact } = useRealtime();
  const [openedAt] = useState(serverNow);
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  const isLive = state === "live";
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  return withoutOrdersSince(
    {
      state,
      lostAt: since?.getTime() ?? null,
      lastFrame: lastContact?.getTime() ?? null,
      openedAt,
      readAt,
      isReadFailing,
    },
    serverNow(),
  );
}
