"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { later } from "@/components/ui/later";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem, MenuLabel, MenuLink } from "@/components/ui/overlay/menu-item";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { readPermission } from "@/hooks/notifications/push-browser";

const SoundDialog = lazy(
  later(async () => (await import("@/components/board/alarm/sound-dialog")).SoundDialog),
);

export function ShiftMenu() {
  const t = useTranslations("partner.shift");
  const alarm = useTranslations("partner.alarm");
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  const { shift } = useLiveBoard();
  const { tenant } = useStore();
  // The menu loads in the browser, after the page.
  const permission = readPermission();
  return (
    <>
      <Menu
        variant="ghost"
        size="sm"
        align="end"
        className="button-icon"
        aria-label={t("menu")}
        label={<ChevronDown aria-hidden="true" />}
      >
        {shift.refusal != null && <MenuLabel>{t("refused", { why: shift.refusal })}</MenuLabel>}
        {shift.screen !== "off" && (
          <MenuLabel>{t(shift.screen === "on" ? "screen_on" : "screen_refused")}</MenuLabel>
        )}
        {permission !== "open" && <MenuLabel>{t(`push_${permission}`)}</MenuLabel>}
        <MenuItem onSelect={() => setOpen(true)}>{alarm("open")}</MenuItem>
        <MenuLink href={`/partner/${tenant.slug}/settings/devices`} prefetch={false}>
          {t("devices")}
        </MenuLink>
        {shift.isStarted && <MenuItem onSelect={shift.end}>{t("end")}</MenuItem>}
      </Menu>
      <Suspense fallback={null}>
        {wasOpened && <SoundDialog isOpen={isOpen} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
