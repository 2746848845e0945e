"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { usePageTimeZone } from "@/hooks/browser/page-time-zone";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { formatTime } from "@/lib/text/format";
import { useRealtime } from "./use-realtime";

export function useConnectionAnnouncements(): void {
  const t = useTranslations("realtime");
  const stateText = useStateText();
  const announce = useAnnounce();
  const zone = usePageTimeZone();
  const { state, since } = useRealtime();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === "offline" && since !== null && !wasLost.current)
      announce({
        message: stateText("dead_connection.page", { since: formatTime(since.toISOString(), zone) }),
        urgent: true,
      });
    if (state === "live" && wasLost.current) announce(t("restored"));
    if (state === "offline" || state === "live") wasLost.current = state === "offline";
  }, [state, since, announce, stateText, t, zone]);
}
