"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Pill, type PillProps } from "@/components/ui/feedback/pill";
import { useConnectionAnnouncements } from "@/hooks/realtime/use-connection-announcements";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { localTime } from "@/lib/text/local-time";

const DOTS = {
  live: "live",
  connecting: "warn",
  offline: "danger",
  refused: "danger",
  limited: "warn",
  signed_out: "idle",
} as const;

export function ConnectionPill({ className }: Pick<PillProps, "className">) {
  const t = useTranslations("realtime");
  const { state, since, lastContact } = useRealtime();
  useConnectionAnnouncements();
  const words = {
    live: () => t("live"),
    connecting: () => t("connecting"),
    offline: () => t("offline", { since: since === null ? "" : localTime(since) }),
    refused: () => t("refused"),
    limited: () => t("refused"),
    signed_out: () => t("signed_out"),
  };
  return (
    <Pill
      dot={DOTS[state]}
      className={className}
      data-connection-state={state}
      detail={lastContact === null ? undefined : <Contact isLive={state === "live"} at={lastContact} />}
    >
      {`${words[state]()} `}
    </Pill>
  );
}

function Contact({ isLive, at }: { isLive: boolean; at: Date }) {
  const t = useTranslations("realtime");
  const seconds = useSecondsSince(at);
  return isLive ? t("synced", { seconds }) : t("last_update", { last: localTime(at) });
}

function useSecondsSince(at: Date): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - at.getTime()) / 1_000));
}
