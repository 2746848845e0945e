"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRiding } from "@/hooks/riding/riding-context";
import { formatTime } from "@/lib/text/format";
import { Notice } from "./notice";
import { Screen } from "./screen";
import { Slot } from "./slot";

export function Waiting({ onTrack }: { onTrack: () => void }) {
  const t = useTranslations("rider.wait");
  const { home, timeZone, sound } = useRiding();
  return (
    <Screen
      title={t("title")}
      foot={
        <>
          <Slot />
          <Button className="ride-second" onClick={onTrack}>
            {t("tracking")}
          </Button>
        </>
      }
    >
      <Notice />
      <p className="ride-lead">{t("body")}</p>
      {home.shift !== null && (
        <p className="ride-fine">{t("until", { time: formatTime(home.shift.ends_at, timeZone) })}</p>
      )}
      {(sound.sound === "blocked" || sound.sound === "off") && <p className="ride-notice">{t("muted")}</p>}
      <p className="ride-info">
        <Lock aria-hidden="true" />
        <span>
          <strong>{t("lock")}</strong>
          <span className="block">{t("lock_body")}</span>
        </span>
      </p>
    </Screen>
  );
}
