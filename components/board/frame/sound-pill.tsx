"use client";

import { BellOff, BellRing, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { PillButton } from "@/components/ui/feedback/pill";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem, MenuLabel } from "@/components/ui/overlay/menu-item";
import { useLiveBoard } from "@/hooks/board/live-board-context";

/** Green only when the sound is audible; a press plays a test. */
export function SoundPill() {
  const t = useTranslations("partner.shift");
  const { shift } = useLiveBoard();
  if (!shift.isStarted || shift.sound !== "on") {
    const isBlocked = shift.isStarted && shift.sound !== "off";
    return (
      <PillButton onClick={shift.start} className="sound-pill-off">
        <BellOff aria-hidden="true" />
        <span>{t(isBlocked ? "sound_blocked" : "sound_off")}</span>
      </PillButton>
    );
  }
  return (
    <span className="sound-pill">
      <PillButton detail={t("test")} onClick={shift.test}>
        <BellRing aria-hidden="true" />
        <span>{t("sound_on")}</span>
      </PillButton>
      <Menu
        variant="ghost"
        size="sm"
        align="end"
        className="button-icon"
        aria-label={t("menu")}
        label={<ChevronDown aria-hidden="true" />}
      >
        {shift.screen !== "off" && (
          <MenuLabel>{t(shift.screen === "on" ? "screen_on" : "screen_refused")}</MenuLabel>
        )}
        <MenuItem onSelect={shift.end}>{t("end")}</MenuItem>
      </Menu>
    </span>
  );
}
