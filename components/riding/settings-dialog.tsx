"use client";

import { useTranslations } from "next-intl";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlay/sheet";
import { useRiding } from "@/hooks/riding/riding-context";

interface SettingsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function SettingsDialog({ open, onOpenChange }: SettingsDialogProps) {
  const t = useTranslations("rider.settings");
  const line = useTranslations("rider.line");
  const { sound, location } = useRiding();
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      className="ride-dialog"
      title={t("title")}
      footer={
        <Button className="ride-second" onClick={sound.test}>
          {t("test")}
        </Button>
      }
    >
      <ul className="ride-settings">
        <li>{t(`awake_${sound.screen}`)}</li>
        <li>{t(`sound_${sound.sound}`)}</li>
        <li>{location === "off" ? line("off_shift") : line(location)}</li>
      </ul>
      <ThemeSwitch />
    </Sheet>
  );
}
