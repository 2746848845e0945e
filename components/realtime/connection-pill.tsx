"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback } from "react";
import { Pill } from "@/components/ui/feedback/pill";
import { later } from "@/components/ui/later";
import { usePageTimeZone } from "@/hooks/browser/page-time-zone";
import { useClock } from "@/hooks/browser/use-now";
import { useConnectionAnnouncements } from "@/hooks/realtime/use-connection-announcements";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { formatTime } from "@/lib/text/format";

const ConnectionLatency = lazy(later(async () => (await import("./connection-latency")).ConnectionLatency));

const DOTS = {
  live: "live",
  connecting: "warn",
  offline: "danger",
  refused: "danger",
  limited: "warn",
  signed_out: "idle",
} as const;

export function ConnectionPill() {
  const t = useTranslations("realtime");
  const { state, since, lastContact } = useRealtime();
  const timeZone = usePageTimeZone();
  useConnectionAnnouncements();
  const timeOf = (at: Date | null) => (at === null ? "" : formatTime(at.toISOString(), timeZone));
  const words = {
    live: () => t("live"),
    connecting: () => t("connecting"),
    offline: () => t("offline", { since: timeOf(since) }),
    refused: () => t("refused"),
    limited: () => t("refused"),
    signed_out: () => t("signed_out"),
  };
  const isLive = state === "live";
  const last = isLive || lastContact === null ? "" : t("last_update", { last: timeOf(lastContact) });
  const age = isLive && lastContact !== null ? <Age of={lastContact} /> : undefined;
  const detail = age !== undefined && (
    <Suspense fallback={age}>
      <ConnectionLatency>{age}</ConnectionLatency>
    </Suspense>
  );
  return (
    <Pill dot={DOTS[state]} detail={detail === false ? undefined : detail}>
      <span data-connection-state={state}>
        <span>{words[state]()}</span>
        <span className="pill-last">{` ${last}`}</span>
      </span>
    </Pill>
  );
}

function Age({ of: at }: { of: Date }) {
  const t = useTranslations("realtime");
  const contact = at.getTime();
  const seconds = useClock(
    useCallback((now: number) => Math.max(0, Math.floor((now - contact) / 1_000)), [contact]),
    contact,
  );
  return <span>{t("synced", { seconds })}</span>;
}
