"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useLostDispatch } from "@/hooks/dispatch/use-lost-dispatch";
import { useRealtimeClient } from "@/hooks/realtime/realtime-context";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { formatTime } from "@/lib/text/format";
import "@/components/board/frame/lost-connection.css";

interface DispatchStatusProps {
  readAt: number;
  isStale: boolean;
  /** A store's frame shows the dead line itself. */
  isFramed: boolean;
  timeZone: string;
  readAgain: () => unknown;
}

/** A dead line is the only red on the page: lost-connection.css takes the colours out of the rest. */
export function DispatchStatus({ readAt, isStale, isFramed, timeZone, readAgain }: DispatchStatusProps) {
  const t = useTranslations("dispatch.screen");
  const announce = useAnnounce();
  const client = useRealtimeClient();
  const { state } = useRealtime();
  const lostSince = useLostDispatch(readAt, isStale);
  const since = lostSince === null ? "" : formatTime(new Date(lostSince).toISOString(), timeZone);
  const isLost = lostSince !== null && state !== "signed_out";
  const tell = useEffectEvent(() => {
    if (isLost && !isFramed) announce({ message: t("lost.what", { since }), urgent: true });
  });
  useEffect(() => {
    if (isLost) tell();
  }, [isLost]);
  const retry = () => {
    client.retry();
    readAgain();
  };
  if (isLost && !isFramed)
    return (
      <section className="lost-connection" aria-label={t("lost.label")}>
        <WifiOff aria-hidden="true" />
        <div className="lost-connection-words">
          <h2>{t("lost.what", { since })}</h2>
          <p>{t("lost.means")}</p>
          <ol>
            <li>{t("lost.check")}</li>
            <li>{t("lost.other")}</li>
            <li>{t("lost.call")}</li>
          </ol>
        </div>
        <div className="lost-connection-actions">
          <Button size="lg" onClick={retry}>
            {t("stale.retry")}
          </Button>
        </div>
      </section>
    );
  return (
    <>
      {isStale && !isLost && (
        <Banner
          tone="warn"
          title={t("stale.title")}
          actions={
            <Button size="sm" onClick={retry}>
              {t("stale.retry")}
            </Button>
          }
        >
          {t("stale.body")}
        </Banner>
      )}
      {!isFramed && <StreamBanner states={["refused", "limited", "signed_out"]} />}
    </>
  );
}
