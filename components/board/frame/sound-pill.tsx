"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { PillButton } from "@/components/ui/feedback/pill";
import { Icon } from "@/components/ui/icon";
import { later } from "@/components/ui/later";
import { useLiveBoard } from "@/hooks/board/live-board-context";

const ShiftMenu = lazy(later(async () => (await import("./shift-menu")).ShiftMenu));

/** Green only when the sound is audible; a press plays a test. */
export function SoundPill() {
  const t = useTranslations("partner.shift");
  const { shift } = useLiveBoard();
  const isOn = shift.isStarted && shift.sound === "on";
  const isBlocked = shift.isStarted && shift.sound !== "off";
  return (
    <span className="sound-pill">
      <PillButton
        detail={isOn ? t("test") : undefined}
        onClick={isOn ? shift.test : shift.start}
        className={isOn ? undefined : "sound-pill-off"}
      >
        <Icon name={isOn ? "bell-ring" : "bell-off"} />
        <span>{t(isOn ? "sound_on" : isBlocked ? "sound_blocked" : "sound_off")}</span>
      </PillButton>
      <Suspense fallback={<span className="button button-ghost button-sm button-icon" />}>
        <ShiftMenu />
      </Suspense>
    </span>
  );
}
