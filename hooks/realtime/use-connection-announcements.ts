"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { localTime } from "@/lib/text/local-time";
import { useRealtime } from "./use-realtime";

export function useConnectionAnnouncements(): void {
  const t = useTranslations("realtime");
  const stateText = useStateText();
  const announce = useAnnounce();
  const { state, since } = useRealtime();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === "offline" && since !== null && !wasLost.current)
      announce({
        message: stateText("dead_connection.page", { since: localTime(since) }),
        urgent: true,
      });
    if (state === "live" && wasLost.current) announce(t("restored"));
    if (state === "offline" || state === "live") wasLost.current = state === "offline";
  }, [state, since, announce, stateText, t]);
}
