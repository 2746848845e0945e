"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem, MenuLink } from "@/components/ui/overlay/menu-item";
import { useClock } from "@/hooks/browser/use-now";
import { useRiding } from "@/hooks/riding/riding-context";
import { type Phase, phaseOf } from "@/lib/dispatch/model/ridden-trip";
import { formatMoney, formatTime } from "@/lib/text/format";

export type Place = "off" | "on" | "offer" | "finished" | Phase;

/** What is opened from the menu. */
export type RideDialog = "end" | "leave" | "fail" | "tracking" | "settings";

interface RideTopProps {
  at: Place;
  onOpen: (dialog: RideDialog) => void;
}

export function RideTop({ at, onOpen }: RideTopProps) {
  const t = useTranslations("rider.top");
  const { home, trip, isLost, renderedAt, timeZone } = useRiding();
  const time = useClock(
    useCallback((now: number) => formatTime(new Date(now).toISOString(), timeZone), [timeZone]),
    renderedAt,
  );
  const stop = trip?.stops.findIndex(({ outcome }) => outcome === null) ?? -1;
  const isRiding = trip !== null && stop >= 0;

  function detail(): string | null {
    if (isRiding) return t("place", { place: stop + 1, places: trip.stops.length });
    if (home.shift === null) return null;
    const { trips, earned } = home.shift;
    return t("shift", {
      trips,
      earned: earned.map(({ amount, currency }) => formatMoney(amount, currency)).join(" + "),
    });
  }
  const small = detail();
  return (
    <header className="ride-top">
      <span
        className="ride-dot"
        data-live={(home.shift !== null && !isLost) || undefined}
        aria-hidden="true"
      />
      <p className="ride-top-words">
        <strong>{t(at)}</strong>
        {small !== null && <small>{small}</small>}
      </p>
      <time dateTime={time}>{time}</time>
      {at !== "offer" && <RideMenu onOpen={onOpen} />}
    </header>
  );
}

function RideMenu({ onOpen }: { onOpen: (dialog: RideDialog) => void }) {
  const t = useTranslations("rider.menu");
  const { home, trip } = useRiding();
  const stop = trip?.stops.find(({ outcome }) => outcome === null);
  const mayFail = stop !== undefined && phaseOf(stop).endsWith("door");
  return (
    <Menu label={t("open")} align="end" className="ride-menu">
      {mayFail && <MenuItem onSelect={() => onOpen("fail")}>{t("failed")}</MenuItem>}
      {trip !== null && <MenuItem onSelect={() => onOpen("leave")}>{t("leave")}</MenuItem>}
      {home.shift !== null && <MenuItem onSelect={() => onOpen("tracking")}>{t("tracking")}</MenuItem>}
      <MenuItem onSelect={() => onOpen("settings")}>{t("settings")}</MenuItem>
      <MenuLink href="/rider/week">{t("week")}</MenuLink>
      <MenuLink href="/">{t("home")}</MenuLink>
      {home.shift !== null && <MenuItem onSelect={() => onOpen("end")}>{t("end_shift")}</MenuItem>}
    </Menu>
  );
}
