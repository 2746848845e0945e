import { useTranslations } from "next-intl";
import type { Intake, StoreStatus } from "@/lib/stores/model/status/schema";
import { endOfMode } from "@/lib/stores/model/status/status";
import { formatComing } from "@/lib/text/format-from-now";

const DOTS = { open: "live", busy: "warn", paused: "danger", closed: "idle" } as const;
export const dotOf = ({ mode }: StoreStatus) => DOTS[mode];

export interface StatusTextProps {
  status: StoreStatus;
  /** The status that staff have set; `status` is what follows from it now. */
  intake: Intake;
  timeZone: string;
  /** The server's time (ms), by which a time is today or later. */
  now: number;
}

/** Says the mode, and when it ends: `Busy +15 until 19:30`. */
export function StatusText({ status, intake, timeZone, now }: StatusTextProps) {
  const t = useTranslations("partner.intake");
  const { mode, extra_minutes: minutes } = status;
  const end = endOfMode(status, intake);
  return (
    <span className="intake-text">
      <b>{t(`now.${mode}`, { minutes })}</b>
      {end !== null && (
        <small>
          {t(mode === "closed" ? "now.opens" : "now.until", { time: formatComing(end, timeZone, now) })}
        </small>
      )}
    </span>
  );
}
