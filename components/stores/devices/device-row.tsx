"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useNow } from "@/hooks/browser/use-now";
import type { Device } from "@/lib/stores/model/devices/schema";
import { formatDateTime, formatTime } from "@/lib/text/format";
import { formatAgo } from "@/lib/text/format-from-now";

/** Within it (ms), a time needs no date. */
const RECENT_MS = 12 * 3_600_000;

interface DeviceRowProps {
  device: Device;
  isThis: boolean;
  timeZone: string;
  /** The server's time when it rendered the page (ms). */
  renderedAt: number;
  isEnding: boolean;
  onEnd: () => void;
}

export function DeviceRow({ device, isThis, timeZone, renderedAt, isEnding, onEnd }: DeviceRowProps) {
  const t = useTranslations("partner.devices");
  const now = useNow(renderedAt);
  const { id, name, state, is_sound_on, is_visible, started_at, seen_at, ended_at } = device;
  const at = (iso: string) =>
    now - Date.parse(iso) < RECENT_MS ? formatTime(iso, timeZone) : formatDateTime(iso, timeZone);
  return (
    <Card className="device-row" aria-labelledby={`device-${id}`}>
      <div>
        <h2 id={`device-${id}`}>
          <bdi>{name}</bdi>
          {isThis && <small>{t("this")}</small>}
        </h2>
        <p data-state={state}>
          {state === "ended"
            ? t("ended", { time: at(ended_at ?? seen_at) })
            : t(state, { time: at(started_at) })}
        </p>
        {state === "on" && (
          <p>
            <span data-warns={!is_sound_on || undefined}>{t(is_sound_on ? "sound_on" : "sound_off")}</span>
            <span data-warns={!is_visible || undefined}>{t(is_visible ? "visible" : "hidden")}</span>
          </p>
        )}
        <p className="text-soft">{t("seen", { ago: formatAgo(seen_at, now), time: at(seen_at) })}</p>
      </div>
      {state === "silent" && (
        <Button pending={isEnding} aria-label={t("end_named", { name })} onClick={onEnd}>
          {t("end")}
        </Button>
      )}
    </Card>
  );
}
