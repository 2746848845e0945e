import { useTranslations } from "next-intl";
import type { TimedStep } from "@/components/history/alarm-steps";
import type { StoryEntry } from "@/lib/dispatch/model/story";
import { formatExactTime } from "@/lib/text/exact-time";
import { formatDateTime } from "@/lib/text/format";

/** Makes the steps of a timeline that tell whom an order was offered to, what became of it, and why. */
export function useDispatchSteps(): (story: readonly StoryEntry[], timeZone: string) => TimedStep[] {
  const t = useTranslations("partner.order.dispatch");
  return (story, timeZone) =>
    story.map((entry) => ({
      key: `${entry.kind} ${entry.id} ${entry.what}`,
      at: entry.at,
      label:
        entry.kind === "offer"
          ? t(`offer.${entry.what}`, { rider: entry.rider })
          : t(`decision.${entry.what}`, { rider: entry.rider ?? t("nobody") }),
      state: "done",
      ...(entry.kind === "decision" && {
        note: (
          <>
            <span>{entry.sentence}</span>
            <span className="timeline-alarm">
              {entry.actor === null ? t("by_plan") : t("by_person", { name: entry.actor })}
            </span>
            {entry.note !== null && <span className="timeline-why">{`“${entry.note}”`}</span>}
          </>
        ),
      }),
      time: (
        <time dateTime={entry.at} title={formatDateTime(entry.at, timeZone)}>
          {formatExactTime(entry.at, timeZone)}
        </time>
      ),
    }));
}
