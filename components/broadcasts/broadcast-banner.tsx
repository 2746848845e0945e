"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/feedback/banner";
import { usePageTimeZone } from "@/hooks/browser/page-time-zone";
import { phaseOf, rankOf, windowOf } from "@/lib/broadcasts/model/phase";
import type { Broadcast } from "@/lib/broadcasts/model/schema";
import { formatDuration, formatTime } from "@/lib/text/format";

/** A countdown in seconds begins so long before (ms). */
const NEAR_MS = 60 * 60_000;

function toneOf(broadcast: Broadcast): "info" | "warn" | "danger" {
  if (broadcast.kind === "maintenance") return "warn";
  const rank = rankOf(broadcast);
  if (rank >= 4) return "danger";
  return rank === 3 ? "warn" : "info";
}

interface BroadcastBannerProps {
  broadcast: Broadcast;
  /** The server's time (ms). */
  now: number;
  actions?: ReactNode;
}

export function BroadcastBanner({ broadcast, now, actions }: BroadcastBannerProps) {
  return (
    <Banner tone={toneOf(broadcast)} title={<Title broadcast={broadcast} now={now} />} actions={actions}>
      <Content broadcast={broadcast} now={now} />
    </Banner>
  );
}

type Told = Omit<BroadcastBannerProps, "actions">;

function Title({ broadcast, now }: Told) {
  const t = useTranslations("broadcasts.maintenance");
  const zone = usePageTimeZone();
  if (broadcast.kind !== "maintenance") return <bdi>{broadcast.title}</bdi>;
  const [from, to] = windowOf(broadcast);
  const isNow = phaseOf(broadcast, now) === "in_force";
  const next = isNow ? to : from;
  const time = formatTime(new Date(next).toISOString(), zone);
  const isNear = next - now < NEAR_MS;
  return (
    <>
      <span>{isNow ? t("until", { time }) : t("from", { time, minutes: broadcast.duration })}</span>
      {isNear && (
        <span role="timer" className="broadcast-left" translate="no">
          {formatDuration(Math.max(0, next - now) / 1_000)}
        </span>
      )}
    </>
  );
}

/** Plain text: neither links nor markup. */
function Content({ broadcast, now }: Told) {
  const t = useTranslations("broadcasts.maintenance");
  if (broadcast.kind !== "maintenance")
    return (
      <p dir="auto" className="broadcast-text">
        {broadcast.content}
      </p>
    );
  const isNow = phaseOf(broadcast, now) === "in_force";
  return (
    <>
      <p dir="auto" className="broadcast-text">
        {broadcast.reason}
      </p>
      <p>{t(isNow ? "effect_now" : broadcast.planned ? "effect" : "effect_unplanned")}</p>
    </>
  );
}
