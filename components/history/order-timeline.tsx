import { useTranslations } from "next-intl";
import { AlarmEnd, type TimedStep, useAlarmSteps } from "@/components/history/alarm-steps";
import { useDispatchSteps } from "@/components/history/dispatch-steps";
import { StepList } from "@/components/ui/step-list";
import type { AlarmRecord } from "@/lib/board/model/alarm-record";
import { isFinalEntry, stepDurations } from "@/lib/board/model/timeline";
import type { StoryEntry } from "@/lib/dispatch/model/story";
import { riderOf } from "@/lib/orders/model/rider-of-entry";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { undoneStep } from "@/lib/orders/model/undone-step";
import { formatExactTime } from "@/lib/text/exact-time";
import { formatDateTime, formatDuration, formatTime } from "@/lib/text/format";

interface OrderTimelineProps {
  order: OrderDetail;
  alarm: AlarmRecord;
  story: readonly StoryEntry[];
}

/** Shows the events of an order, of its alarm and of its dispatch by time. */
export function OrderTimeline({ order, alarm, story }: OrderTimelineProps) {
  const t = useTranslations("partner");
  const alarmSteps = useAlarmSteps();
  const dispatchSteps = useDispatchSteps();
  const durations = stepDurations(order.timeline);
  const steps = order.timeline.map((entry, index): TimedStep => {
    const took = durations[index] ?? null;
    const why = [
      entry.reason === null ? null : t(`reason.${entry.reason}`),
      entry.note === null || entry.action === "assign_rider" ? null : `“${entry.note}”`,
    ].filter((text) => text !== null);
    return {
      key: String(entry.version),
      at: entry.at,
      label: t(`order.entry.${entry.action}`, {
        minutes: entry.minutes ?? 0,
        step: undoneStep(entry),
        rider: riderOf(entry),
      }),
      state: entry.to_status === "Cancelled" ? "stopped" : "done",
      note: (
        <>
          <span>{t("order.by", { name: entry.actor_name, role: t(`order.role.${entry.actor_kind}`) })}</span>
          <AlarmEnd alarm={alarm} entry={entry} />
          {why.length > 0 && <span className="timeline-why">{why.join(" · ")}</span>}
        </>
      ),
      time: (
        <span className="timeline-time">
          <time dateTime={entry.at} title={formatDateTime(entry.at, order.time_zone)}>
            {entry.action === "acknowledge"
              ? formatExactTime(entry.at, order.time_zone)
              : formatTime(entry.at, order.time_zone)}
          </time>
          {took !== null && <small>{t("order.took", { time: formatDuration(took) })}</small>}
        </span>
      ),
    };
  });
  const { time_zone } = order;
  const all = [...steps, ...alarmSteps(alarm, time_zone), ...dispatchSteps(story, time_zone)].sort(
    (one, other) => one.at.localeCompare(other.at),
  );
  const last = order.timeline.at(-1);
  const isOver = last !== undefined && isFinalEntry(last);
  const newest = all.at(-1);
  // The newest of both: what the alarm did may have come after the order's last step.
  const marked = all.map((step) =>
    step === newest && !isOver ? { ...step, state: "current" as const } : step,
  );
  const total = durations.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  return (
    <>
      <StepList label={t("order.timeline")} steps={marked} />
      {isOver && <p className="timeline-total">{t("order.total_time", { time: formatDuration(total) })}</p>}
    </>
  );
}
