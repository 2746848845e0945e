"use client";

import { BellOff, WifiOff } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { Button } from "@/components/ui/button";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useLostConnection } from "@/hooks/board/use-lost-connection";
import { useLostTone } from "@/hooks/board/use-lost-tone";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { usePreference } from "@/hooks/browser/use-preference";
import { useRootFlag } from "@/hooks/browser/use-root-flag";
import { useStateText } from "@/hooks/browser/use-state-text";
import { useRealtimeClient } from "@/hooks/realtime/realtime-context";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { countWaiting } from "@/lib/board/client/press-queue";
import { formatTime } from "@/lib/text/format";
import { StoreTitle } from "./store-title";
import "./lost-connection.css";

const TRYING_MS = 3_000;

/** Loads after the page, while there is a connection. lost-connection.css takes the colours out of the board below it. */
export function LostConnection() {
  const stateText = useStateText();
  const realtime = useTranslations("realtime");
  const announce = useAnnounce();
  const { tenant } = useStore();
  const lostSince = useLostConnection();
  const isLost = lostSince !== null;
  const [hasBeenLost, setHasBeenLost] = useState(false);
  if (isLost && !hasBeenLost) setHasBeenLost(true);
  const { isSounding } = useLostTone(isLost);
  const since = isLost ? formatTime(new Date(lostSince).toISOString(), tenant.time_zone) : "";

  useRootFlag("data-lost-connection", isLost);
  // The board has just moved up: lost-connection.css ignores presses for a moment.
  useRootFlag("data-connection-restored", !isLost && hasBeenLost);

  const tell = useEffectEvent((isLost: boolean) => {
    if (isLost) announce({ message: stateText("dead_connection.board", { since }), urgent: true });
    else if (hasBeenLost) announce(realtime("restored"));
  });
  useEffect(() => tell(isLost), [isLost]);

  return (
    <>
      <StoreTitle isLost={isLost} />
      {isLost && <LostBanner since={since} isSounding={isSounding} />}
      <StreamBanner className="shift-banner" states={["refused", "limited"]} />
    </>
  );
}

function LostBanner({ since, isSounding }: { since: string; isSounding: boolean }) {
  const t = useTranslations("partner.lost");
  const kept = useTranslations("partner.kept");
  const shift = useTranslations("partner.shift");
  const states = useTranslations("states");
  const realtime = useTranslations("realtime");
  const path = usePathname();
  const { alarm, actions } = useLiveBoard();
  const waiting = countWaiting(actions.waiting);
  const isSignedOut = useRealtime().state === "signed_out";
  const [flash] = usePreference(FLASH_KEY, "false");
  // Until the alarm is silenced, as the tone; without sound also then.
  const [silencesBefore] = useState(alarm.silences);
  const isFlashing = flash === "true" && alarm.silences === silencesBefore;
  return (
    <section className="lost-connection" aria-label={t("label")} data-flash={isFlashing || undefined}>
      <WifiOff aria-hidden="true" />
      <div className="lost-connection-words">
        <h2>{states("dead_connection.board.happened", { since })}</h2>
        {/* Also without any: a line that came with the first press would move the tickets under the finger. */}
        {(waiting > 0 || !isSignedOut) && <p>{kept("count", { count: waiting })}</p>}
        {isSignedOut ? (
          <p>{`${states("signed_out.page.happened")}. ${states("signed_out.page.todo")}`}</p>
        ) : (
          <>
            <p>{t("customers")}</p>
            <ol>
              <li>{t("check")}</li>
              <li>{t("other")}</li>
              <li>{t("cook", { since })}</li>
            </ol>
          </>
        )}
      </div>
      <div className="lost-connection-actions">
        {isSignedOut ? (
          // A plain link, so that the next person gets a full page load.
          <a href={`/signin?${new URLSearchParams({ callbackUrl: path })}`} className="button button-lg">
            {realtime("sign_in")}
          </a>
        ) : (
          <TryNow />
        )}
        {(isSounding || isFlashing) && (
          <Button size="lg" variant="ghost" onClick={() => alarm.silence()}>
            <BellOff aria-hidden="true" />
            <span>{shift("silence")}</span>
          </Button>
        )}
      </div>
    </section>
  );
}

function TryNow() {
  const t = useTranslations("partner.lost");
  const announce = useAnnounce();
  const client = useRealtimeClient();
  const { readAgain } = useLiveBoard();
  const [isTrying, setTrying] = useState(false);

  const giveUp = useEffectEvent(() => {
    setTrying(false);
    announce(t("still"));
  });
  useEffect(() => {
    if (!isTrying) return;
    const timer = setTimeout(() => giveUp(), TRYING_MS);
    return () => clearTimeout(timer);
  }, [isTrying]);

  return (
    <Button
      size="lg"
      pending={isTrying}
      onClick={() => {
        setTrying(true);
        client.retry();
        readAgain();
      }}
    >
      <span>
        <span>{t("retry")}</span>
        <small>{t("retrying")}</small>
      </span>
    </Button>
  );
}
