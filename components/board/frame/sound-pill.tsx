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
  if (!shift.isStarted || shift.sound !== "on") {
    const isBlocked = shift.isStarted && shift.sound !== "off";
    return (
      <PillButton onClick={shift.start} className="sound-pill-off">
        <Icon name="bell-off" />
        <span>{t(isBlocked ? "sound_blocked" : "sound_off")}</span>
      </PillButton>
    );
  }
  return (
    <span className="sound-pill">
      <PillButton detail={t("test")} onClick={shift.test}>
        <Icon name="bell-ring" />
        <span>{t("sound_on")}</span>
      </PillButton>
      <Suspense fallback={<span className="button button-ghost button-sm button-icon" />}>
        <ShiftMenu />
      </Suspense>
    </span>
  );
}
