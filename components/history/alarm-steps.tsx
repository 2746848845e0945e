import { useTranslations } from "next-intl";
import type { Step } from "@/components/ui/step-list";
import type { AlarmEntry, AlarmRecord } from "@/lib/board/model/alarm-record";
import type { TimelineEntry } from "@/lib/orders/model/schema";
import { formatExactTime } from "@/lib/text/exact-time";
import { formatDateTime } from "@/lib/text/format";

export interface TimedStep extends Step {
  /** ISO 8601. */
  readonly at: string;
}

const keyOf = (entry: AlarmEntry) =>
  entry.kind === "rang" ? `rang ${entry.deviceId}` : `step ${entry.step}`;

/** Makes the steps of a timeline that tell where an order rang and who else was told of it. */
export function useAlarmSteps(): (alarm: AlarmRecord, timeZone: string) => TimedStep[] {
  const t = useTranslations("partner.order.alarm");
  return ({ entries }, timeZone) =>
    entries.map((entry) => ({
      key: keyOf(entry),
      at: entry.at,
      label:
        entry.kind === "rang"
          ? t("rang", { device: entry.device })
          : t(`${entry.step}.${entry.outcome}`, { count: entry.sent }),
      state: "done",
      time: (
        <time dateTime={entry.at} title={formatDateTime(entry.at, timeZone)}>
          {formatExactTime(entry.at, timeZone)}
        </time>
      ),
    }));
}

/** Beside who silenced an alarm: on which device, and what no longer had to be sent. */
export function AlarmEnd({ alarm, entry }: { alarm: AlarmRecord; entry: TimelineEntry }) {
  const t = useTranslations("partner.order.alarm");
  const device = alarm.silencedOn.get(entry.version);
  const unsent = alarm.end?.version === entry.version ? alarm.end.unsent : [];
  return (
    <>
      {device !== undefined && <span className="timeline-alarm">{t("silenced_on", { device })}</span>}
      {unsent.length > 0 && (
        <span className="timeline-alarm">
          {t("unsent", { list: unsent.map((step) => t(`step.${step}`)).join(", ") })}
        </span>
      )}
    </>
  );
}
