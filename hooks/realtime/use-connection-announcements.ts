"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRealtime } from "./use-realtime";

export function useConnectionAnnouncements(): void {
  const t = useTranslations("realtime");
  const announce = useAnnounce();
  const { state } = useRealtime();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === "offline" && !wasLost.current) announce({ message: t("lost"), urgent: true });
    if (state === "live" && wasLost.current) announce(t("restored"));
    if (state === "offline" || state === "live") wasLost.current = state === "offline";
  }, [state, announce, t]);
}
