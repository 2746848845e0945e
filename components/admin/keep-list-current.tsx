"use client";

import { useCallback, useEffect } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { roleChannel } from "@/lib/auth/model/channels";

/** New people, and orders of all stores, are not published to admins: a busy evening has hundreds a minute. */
const REREAD_MS = 30_000;

interface KeepListCurrentProps {
  /** The cursor at which the page was read. */
  since: string | undefined;
  /** The server's time (ms) at which the page was read. */
  readAt: number;
  /** Announced when an appeal arrives. */
  onAppeal?: string;
}

/** Reads a page of the administration again: spread out after news for admins, and each 30 seconds while somebody looks at it. */
export function KeepListCurrent({ since, readAt, onAppeal }: KeepListCurrentProps) {
  const announce = useAnnounce();
  const { state } = useRealtime();
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    roleChannel.of("admin"),
    {
      admin_news: ({ kind }) => {
        if (kind === "appeal_made" && onAppeal !== undefined) announce(onAppeal);
        refreshSoon();
      },
      job_activity: ({ state }) => {
        if (state === "error") refreshSoon();
      },
      chat_trouble: () => refreshSoon(),
      reset: refreshSoon,
    },
    { since },
  );
  const periods = useClock(
    useCallback((now: number) => Math.max(0, Math.floor((now - readAt) / REREAD_MS)), [readAt]),
    readAt,
  );
  // Without a connection Next would leave the page for the browser's error page.
  const isLive = state === "live";
  useEffect(() => {
    if (periods > 0 && isLive && document.visibilityState === "visible") refresh();
  }, [periods, isLive, refresh]);
  return null;
}
