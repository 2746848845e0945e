import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/feedback/banner";
import { phaseOf, shownOn, windowOf } from "@/lib/broadcasts/model/phase";
import type { Broadcast } from "@/lib/broadcasts/model/schema";
import { formatDateTime } from "@/lib/text/format";

interface StillBroadcastsProps {
  broadcasts: readonly Broadcast[];
  /** When the page was rendered (ms). */
  now: number;
}

/** For visitors without scripts: the broadcasts as they were when the page was rendered, with the time in UTC. */
export async function StillBroadcasts({ broadcasts, now }: StillBroadcastsProps) {
  const shown = shownOn(broadcasts, "customers", now);
  if (shown.length === 0) return null;
  const t = await getTranslations("broadcasts.maintenance");
  return (
    <noscript>
      <div className="page-width grid gap-2 py-2">
        {shown.map((one) => {
          if (one.kind !== "maintenance")
            return (
              <Banner key={one.id} title={<bdi>{one.title}</bdi>}>
                <p dir="auto">{one.content}</p>
              </Banner>
            );
          const [from, to] = windowOf(one);
          const isNow = phaseOf(one, now) === "in_force";
          const time = `${formatDateTime(new Date(isNow ? to : from).toISOString(), "UTC")} UTC`;
          return (
            <Banner
              key={one.id}
              tone="warn"
              title={isNow ? t("until", { time }) : t("from", { time, minutes: one.duration })}
            >
              <p dir="auto">{one.reason}</p>
              <p>{t(isNow ? "effect_now" : one.planned ? "effect" : "effect_unplanned")}</p>
            </Banner>
          );
        })}
      </div>
    </noscript>
  );
}
