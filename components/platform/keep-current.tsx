"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { roleChannel } from "@/lib/auth/model/channels";

/** Quiet runs and waiting jobs are not published (decision 62), and a schedule that does not run publishes nothing. */
const REREAD_MS = 30_000;
/** A short run may start and end without an event. */
const REREAD_RUNNING_MS = 5_000;

interface KeepCurrentProps {
  /** The cursor at which the page was read. */
  since: string | undefined;
  /** The server's time (ms) at which the page was read. */
  readAt: number;
  isRunning: boolean;
  /** Names of the jobs whose failures the page shows. */
  failing: readonly string[];
  late: number;
}

export function KeepCurrent({ since, readAt, isRunning, failing, late }: KeepCurrentProps) {
  const t = useTranslations("admin.jobs.news");
  const announce = useAnnounce();
  const { state } = useRealtime();
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    roleChannel.of("admin"),
    {
      job_activity: (activity) => {
        if (activity.state === "error") announce(t("failed", { job: activity.name }));
        if (activity.state === "idle" && failing.includes(activity.name))
          announce(t("succeeded", { job: activity.name }));
        refresh();
      },
      chat_trouble: ignore,
      admin_news: ignore,
      reset: refreshSoon,
    },
    { since },
  );

  const every = isRunning ? REREAD_RUNNING_MS : REREAD_MS;
  const periods = useClock(
    useCallback((now: number) => Math.max(0, Math.floor((now - readAt) / every)), [readAt, every]),
    readAt,
  );
  // Without a connection Next would leave the page for the browser's error page.
  const isLive = state === "live";
  useEffect(() => {
    if (periods > 0 && isLive && document.visibilityState === "visible") refresh();
  }, [periods, isLive, refresh]);

  useEffect(() => {
    if (late > 0) announce(t("late", { count: late }));
  }, [late, announce, t]);
  return null;
}
