"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { OFF_FOR, type OffFor } from "@/lib/menu/model/off-until";
import { formatDateTime } from "@/lib/text/format";

export interface AvailabilityControlProps {
  name: string;
  available: boolean;
  availableUntil: string | null;
  timeZone: string;
  isPending: boolean;
  onTurn: (off: OffFor | null) => void;
}

/** One press turns a thing off for a time, and one press turns it on again. */
export function AvailabilityControl({
  name,
  available,
  availableUntil,
  timeZone,
  isPending,
  onTurn,
}: AvailabilityControlProps) {
  const t = useTranslations("menu.off");
  if (!available)
    return (
      <div className="menu-off" data-off>
        <span className="menu-off-state">
          {availableUntil === null
            ? t("until_turned_on")
            : t("until", { time: formatDateTime(availableUntil, timeZone) })}
        </span>
        <Button
          size="sm"
          pending={isPending}
          aria-label={t("turn_on_named", { name })}
          onClick={() => onTurn(null)}
        >
          {t("turn_on")}
        </Button>
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own
    <div role="group" aria-label={t("label", { name })} className="menu-off">
      <span aria-hidden="true" className="menu-off-label">
        {t("prefix")}
      </span>
      {OFF_FOR.map((off) => (
        <Button
          key={off}
          size="sm"
          pending={isPending}
          aria-label={t(`${off}_named`, { name })}
          onClick={() => onTurn(off)}
        >
          {t(off)}
        </Button>
      ))}
    </div>
  );
}
